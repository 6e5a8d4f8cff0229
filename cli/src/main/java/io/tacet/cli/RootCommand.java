package io.tacet.cli;

import io.tacet.cli.context.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tacet} itself; its verbs do the work. */
@Command(
    name = "tacet",
    versionProvider = Version.class,
    description = {"Runs jobs on measurement machines that fall silent while they measure.", ""},
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Begin with:",
      "  tacet demo                            see all of it at work on this machine",
      "  tacet up                              start it here, and keep its data",
      "  tacet submit --command 'CMD' --follow measure a command",
      "  tacet check tacet.yml                 see what a scenario says, and what is wrong with it",
      "  tacet VERB --help                     what a verb can do, with examples",
      "",
      "Environment:",
      "  TACET_SERVER, TACET_TOKEN   scheduler to ask, API token; either one instead of tacet up's",
      "  TACET_TOKEN_FILE            file with the token, instead of TACET_TOKEN",
      "  TACET_ACCOUNTANT            accountant to ask, if not on the same host, port 8082",
      "  TACET_NOTIFIER              notifier to ask, if not on the same host, port 8083",
      "  TACET_CA                    file with the CA of their certificates, where they speak https",
      "  TACET_HOME                  where up and demo keep data (else .tacet beside this command)",
      "  TACET_DEBUG=1               show stack traces",
      "  NO_COLOR=1                  no colours",
      "",
      "Exit codes: 0 done, 1 not done (or the followed job did not finish), 2 not understood."
    })
final class RootCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and do nothing.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, e.g. tacet demo.");
  }
}
