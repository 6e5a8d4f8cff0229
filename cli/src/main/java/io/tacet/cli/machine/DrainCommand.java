package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import picocli.CommandLine.Command;

/** The verb {@code machine drain}. */
@Command(
    name = "drain",
    description = {
      "Gives a machine no more orders.",
      "A job it has begun goes on to its end; an order it has not begun goes back to the queue. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine drain m1 --reason 'new disk on Monday'"})
public final class DrainCommand extends MachineWord.WithReason {

  /** Runs in this process. */
  public DrainCommand(Context context) {
    super(context, "drain");
  }
}
