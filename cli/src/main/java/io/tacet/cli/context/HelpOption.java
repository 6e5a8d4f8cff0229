package io.tacet.cli.context;

import picocli.CommandLine.Option;

/** The option every verb has. Filled by the command line; for one thread. */
public final class HelpOption {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and do nothing.")
  private boolean help;
}
