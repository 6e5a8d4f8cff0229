package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code import quarantine}; its own verbs do the work. */
@Command(
    name = "quarantine",
    description = {
      "Lines that imports put aside: not readable, not to be believed, or in conflict with what is"
          + " there.",
      ""
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet import quarantine list --run 12",
      "  tacet import quarantine replay --reason 'in the future'",
      "  tacet import quarantine discard 17 --because 'a test of the cluster'"
    })
final class QuarantineCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private QuarantineCommand() {}

  static CommandLine of(Context context) {
    return new CommandLine(new QuarantineCommand())
        .addSubcommand(new QuarantineListCommand(context))
        .addSubcommand(new QuarantineReplayCommand(context))
        .addSubcommand(new QuarantineDiscardCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say list, replay or discard.");
  }
}
