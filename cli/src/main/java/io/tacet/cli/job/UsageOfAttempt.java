package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Usage;
import java.util.List;
import java.util.stream.Stream;

/** The columns of usage records. */
public final class UsageOfAttempt {

  private static final List<Column<Usage>> BILL =
      List.of(
          Column.amount(
              "CPU TIME", "cpuMicros", row -> Amounts.micros(row.cpuMicros()), Usage::cpuMicros),
          Column.text("SOURCE", "cpuSource", Usage::cpuSource),
          Column.number("RATE", "chargeRate", row -> plain(row.chargeRate())),
          Column.amount(
              "COSTS",
              "serviceUnits",
              row -> Amounts.serviceUnits(row.serviceUnits()),
              Usage::serviceUnits),
          Column.text("REMARK", "notCharged", Usage::notCharged));

  /** Attempts of one job that is shown beside. */
  public static final Listing<Usage> LISTING =
      listing(
          List.of(
              Column.number("ATTEMPT", "attempt", Usage::attempt),
              Column.text("OUTCOME", "outcome", Usage::outcome),
              Column.text("PROJECT", "project", Usage::project),
              Column.text("USER", "user", Usage::user)),
          List.of());

  /** Attempts of any jobs, imported ones among them. */
  public static final Listing<Usage> OF_ANY =
      listing(
          List.of(
              Column.shown("ENDED", "endedAt", row -> Amounts.time(row.endedAt()), Usage::endedAt),
              Column.text("JOB", "jobId", Usage::jobId),
              Column.number("ATTEMPT", "attempt", Usage::attempt),
              Column.text("OUTCOME", "outcome", Usage::outcome),
              Column.text("MACHINE", "machine", Usage::machine),
              Column.text("PROJECT", "project", Usage::project),
              Column.text("USER", "user", Usage::user)),
          List.of(
              Column.csvOnly("energyMicrojoules", Usage::energyMicrojoules),
              Column.csvOnly("source", Usage::source),
              Column.csvOnly("cluster", Usage::cluster)));

  private UsageOfAttempt() {}

  private static Listing<Usage> listing(List<Column<Usage>> first, List<Column<Usage>> last) {
    return new Listing<>(Stream.of(first, BILL, last).flatMap(List::stream).toList());
  }

  private static String plain(java.math.BigDecimal rate) {
    return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
  }
}
