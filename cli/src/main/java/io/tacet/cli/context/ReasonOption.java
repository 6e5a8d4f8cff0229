package io.tacet.cli.context;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why somebody steers something. Filled by the command line; for one thread. */
public final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "For those who wonder later; at most 500 characters.")
  private @Nullable String reason;

  /** What was given; null: nothing. */
  public @Nullable String given() {
    return reason;
  }
}
