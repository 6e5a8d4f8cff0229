package io.tacet.cli.ledger;

import io.tacet.cli.context.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says from when on something holds. Filled by the command line. */
final class FromDay {

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "First day it holds, from midnight UTC (default: today), as 2026-11-01.")
  private @Nullable LocalDate from;

  /** The day given, or today. */
  LocalDate orToday(Context context) {
    return from == null ? LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC) : from;
  }

  /** The day given. */
  @Nullable LocalDate given() {
    return from;
  }
}
