package io.tacet.accountant.contribution;

import io.tacet.accountant.dated.FactTable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for, by whom. Immutable.
 *
 * @param cluster null: none in particular
 * @param processors count
 * @param rate of each, dimensionless
 * @param pis who paid
 * @param shares of the PI at the same place; together 1
 */
public record Paid(
    @Nullable String cluster,
    int processors,
    BigDecimal rate,
    List<String> pis,
    List<BigDecimal> shares) {

  /** Where it is kept, by contribution. */
  public static final FactTable TABLE =
      new FactTable(
          "contribution",
          "contribution",
          "contribution",
          List.of("cluster", "processors", "rate", "pis", "shares"),
          "tacet contribution");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Copies the lists. */
  public Paid {
    pis = List.copyOf(pis);
    shares = List.copyOf(shares);
  }

  /** Processors × rate × 100, of all together; exact. */
  public BigDecimal points() {
    return BigDecimal.valueOf(processors).multiply(rate).multiply(HUNDRED);
  }

  /** Processors × rate × 100 × share of each PI; exact. */
  public Map<String, BigDecimal> pointsByPi() {
    Map<String, BigDecimal> points = new LinkedHashMap<>();
    for (int i = 0; i < pis.size(); i++) {
      points.merge(pis.get(i), points().multiply(shares.get(i)), BigDecimal::add);
    }
    return points;
  }

  /** The share of each PI. */
  public Map<String, BigDecimal> shareByPi() {
    Map<String, BigDecimal> byPi = new LinkedHashMap<>();
    for (int i = 0; i < pis.size(); i++) {
      byPi.put(pis.get(i), shares.get(i));
    }
    return byPi;
  }
}
