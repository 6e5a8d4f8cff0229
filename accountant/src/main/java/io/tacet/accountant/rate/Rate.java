package io.tacet.accountant.rate;

import io.tacet.accountant.dated.FactTable;
import java.math.BigDecimal;
import java.util.List;

/**
 * The rate of a machine. A corrected rate changes what past reports say, because rates are joined
 * when a report is made. Immutable.
 *
 * @param rate how much faster than the reference processor, dimensionless
 */
public record Rate(BigDecimal rate) {

  /** Where it is kept, by machine. */
  public static final FactTable TABLE =
      new FactTable("charge_rate", "rate", "machine", List.of("rate"), "tacet rate");

  /**
   * Rate of a usage row's machine on its day, for a query whose rows have {@code machine} and
   * {@code day} under this alias; as known now.
   */
  public static String rateOf(String alias) {
    return """
        coalesce((SELECT r.rate FROM charge_rate r WHERE r.machine = %1$s.machine
          AND r.from_day <= %1$s.day AND r.known_to IS NULL ORDER BY r.from_day DESC LIMIT 1), 1)
        """
        .formatted(alias);
  }
}
