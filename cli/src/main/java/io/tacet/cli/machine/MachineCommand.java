package io.tacet.cli.machine;

import io.tacet.cli.context.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code machine}, whose own verbs do the work. */
@Command(
    name = "machine",
    description = {"Registers a machine or helps one whose worker is stuck.", ""},
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n")
public final class MachineCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: register or reset-offset.");
  }
}
