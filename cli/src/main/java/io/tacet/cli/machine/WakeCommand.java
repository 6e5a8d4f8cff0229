package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import picocli.CommandLine.Command;

/** The verb {@code machine wake}. */
@Command(
    name = "wake",
    description = {
      "Wakes a machine by Wake-on-LAN.",
      "It must have turned itself off or be overdue, and be registered with its MAC address. Packets are repeated until it reports, then operators are told. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine wake m1"})
public final class WakeCommand extends MachineWord {

  /** Runs in this process. */
  public WakeCommand(Context context) {
    super(context, "wake");
  }
}
