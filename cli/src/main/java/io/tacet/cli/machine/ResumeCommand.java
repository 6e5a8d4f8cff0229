package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import picocli.CommandLine.Command;

/** The verb {@code machine resume}. */
@Command(
    name = "resume",
    description = {"Ends drain or maintenance; a quarantine stands. Operators only.", ""},
    footer = {"", "Example:", "  tacet machine resume m1"})
public final class ResumeCommand extends MachineWord {

  /** Runs in this process. */
  public ResumeCommand(Context context) {
    super(context, "resume");
  }
}
