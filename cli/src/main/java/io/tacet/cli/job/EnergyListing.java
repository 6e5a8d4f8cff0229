package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.contract.rest.JobOutcome.Headline;
import java.util.List;
import java.util.Set;

/** The columns of energy and mean power, and which headline values those are. */
final class EnergyListing {

  private static final Set<String> UNITS = Set.of("µJ", "mW");

  static final Listing<Headline> LISTING =
      new Listing<>(
          List.of(
              Column.text("PHASE", "phase", Headline::phase),
              Column.text("METRIC", "metric", Headline::metric),
              Column.text("DETAIL", "detail", Headline::detail),
              Column.amount(
                  "VALUE",
                  "value",
                  row -> Amounts.measured(row.value(), row.unit()),
                  Headline::value),
              Column.amount(
                  "DEVIATION",
                  "relativeDeviation",
                  row -> Amounts.percent(row.relativeDeviation()),
                  Headline::relativeDeviation)));

  private EnergyListing() {}

  static List<Headline> of(JobOutcome outcome) {
    return outcome.headlines().stream().filter(one -> UNITS.contains(one.unit())).toList();
  }
}
