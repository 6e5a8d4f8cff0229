package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import picocli.CommandLine.Command;

/** The verb {@code machine maintenance}. */
@Command(
    name = "maintenance",
    description = {
      "Takes a machine out for work on it.",
      "As drain; and nobody is told while it is not heard of. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine maintenance m1 --reason 'new fan'"})
public final class MaintenanceCommand extends MachineWord.WithReason {

  /** Runs in this process. */
  public MaintenanceCommand(Context context) {
    super(context, "maintenance");
  }
}
