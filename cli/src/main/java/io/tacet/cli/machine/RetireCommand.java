package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import picocli.CommandLine.Command;

/** The verb {@code machine retire}. */
@Command(
    name = "retire",
    description = {
      "Takes a machine away for good; its history is kept.",
      "Jobs that name it end as FAILED and say so; its topic is removed. Refused while an order is out: drain it first. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine retire m1 --reason 'sold'"})
public final class RetireCommand extends MachineWord.WithReason {

  /** Runs in this process. */
  public RetireCommand(Context context) {
    super(context, "retire");
  }
}
