package io.tacet.accountant.report;

import io.tacet.accountant.usage.UsageSums.Row;
import java.math.BigDecimal;
import java.util.List;

/** Rows of usage added up; exact. Immutable. */
record Tally(
    long attempts,
    long notCharged,
    BigDecimal cpuMicros,
    BigDecimal ratedMicros,
    long measured,
    BigDecimal energyMicrojoules,
    long severalNodes,
    BigDecimal severalNodesRatedMicros) {

  static final Tally NOTHING =
      new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO);

  static Tally of(List<Row> rows) {
    return rows.stream().map(Tally::of).reduce(NOTHING, Tally::plus);
  }

  static Tally of(Row row) {
    return new Tally(
        row.attempts(),
        row.notCharged(),
        row.cpuMicros(),
        row.ratedMicros(),
        row.measured(),
        row.energyMicrojoules(),
        row.severalNodes(),
        row.severalNodesRatedMicros());
  }

  Tally plus(Tally other) {
    return new Tally(
        attempts + other.attempts,
        notCharged + other.notCharged,
        cpuMicros.add(other.cpuMicros),
        ratedMicros.add(other.ratedMicros),
        measured + other.measured,
        energyMicrojoules.add(other.energyMicrojoules),
        severalNodes + other.severalNodes,
        severalNodesRatedMicros.add(other.severalNodesRatedMicros));
  }
}
