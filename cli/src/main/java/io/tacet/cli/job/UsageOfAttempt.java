package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Usage;
import java.util.List;

/** The columns of usage records of one job. */
public final class UsageOfAttempt {

  /** As a table. */
  public static final Listing<Usage> LISTING =
      new Listing<>(
          List.of(
              Column.number("ATTEMPT", "attempt", Usage::attempt),
              Column.text("OUTCOME", "outcome", Usage::outcome),
              Column.text("PROJECT", "project", Usage::project),
              Column.text("USER", "user", Usage::user),
              Column.amount(
                  "CPU TIME",
                  "cpuMicros",
                  row -> Amounts.micros(row.cpuMicros()),
                  Usage::cpuMicros),
              Column.text("SOURCE", "cpuSource", Usage::cpuSource),
              Column.number("RATE", "chargeRate", row -> plain(row.chargeRate())),
              Column.amount(
                  "COSTS",
                  "serviceUnits",
                  row -> Amounts.serviceUnits(row.serviceUnits()),
                  Usage::serviceUnits),
              Column.text("REMARK", "notCharged", Usage::notCharged)));

  private UsageOfAttempt() {}

  private static String plain(java.math.BigDecimal rate) {
    return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
  }
}
