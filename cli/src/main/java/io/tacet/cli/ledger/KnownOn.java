package io.tacet.cli.ledger;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks as of an earlier day. Filled by the command line. */
final class KnownOn {

  @Option(
      names = "--as-known-on",
      paramLabel = "DAY",
      description = "As it was known at the end of that day (UTC), without later corrections.")
  private @Nullable String day;

  @Nullable String day() {
    return day;
  }
}
