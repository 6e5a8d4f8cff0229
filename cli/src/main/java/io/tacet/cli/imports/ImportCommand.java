package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code import}; its own verbs do the work. */
@Command(
    name = "import",
    description = {
      "Imports accounting files of other schedulers, so that reports include what ran there.",
      "Import as often as you like: what is there already changes nothing. Operators only.",
      ""
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet import sge /opt/sge/default/common/accounting* --cluster blades",
      "  tacet import slurm sacct-2026-10.txt.zst --cluster phillips",
      "  tacet import runs",
      "  tacet import quarantine list"
    })
public final class ImportCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private ImportCommand() {}

  /**
   * The verb with its own verbs.
   *
   * @param input what the file {@code -} means
   */
  public static CommandLine of(Context context, InputStream input) {
    return new CommandLine(new ImportCommand())
        .addSubcommand(new ImportGridEngineCommand(context, input))
        .addSubcommand(new ImportSlurmCommand(context, input))
        .addSubcommand(new RunsCommand(context))
        .addSubcommand(QuarantineCommand.of(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to import, e.g. tacet import slurm FILE --cluster NAME.");
  }
}
