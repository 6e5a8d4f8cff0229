package io.tacet.cli.people;

import io.tacet.cli.context.HelpOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb whose own verbs do the work. */
@Command(synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n")
class Group implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(
        command, "say what to do: " + String.join(", ", command.getSubcommands().keySet()) + ".");
  }
}
