package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import picocli.CommandLine.Command;

/** The verb {@code machine release}. */
@Command(
    name = "release",
    description = {"Ends a machine's quarantine. Operators only.", ""},
    footer = {"", "Example:", "  tacet machine release m1"})
public final class ReleaseMachineCommand extends MachineWord {

  /** Runs in this process. */
  public ReleaseMachineCommand(Context context) {
    super(context, "release");
  }
}
