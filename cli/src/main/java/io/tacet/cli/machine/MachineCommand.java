package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code machine}, whose own verbs do the work. */
@Command(
    name = "machine",
    description = {
      "Registers machines, shows them, takes them from the queue and gives them back.",
      ""
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n")
public final class MachineCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The verb with its own. */
  public static CommandLine of(Context context) {
    return new CommandLine(new MachineCommand())
        .addSubcommand(new ShowMachineCommand(context))
        .addSubcommand(new HistoryCommand(context))
        .addSubcommand(new DrainCommand(context))
        .addSubcommand(new MaintenanceCommand(context))
        .addSubcommand(new ResumeCommand(context))
        .addSubcommand(new QuarantineCommand(context))
        .addSubcommand(new ReleaseMachineCommand(context))
        .addSubcommand(new WakeCommand(context))
        .addSubcommand(new RegisterCommand(context))
        .addSubcommand(new KeyCommand(context))
        .addSubcommand(new RetireCommand(context))
        .addSubcommand(new ResetOffsetCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, e.g. show, drain or resume.");
  }
}
