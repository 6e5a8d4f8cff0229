package io.tacet.accountant.subscription;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.contribution.Paid;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.pi.PiFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each PI has contributed over a span: points (processors × rate × 100 × share) times the time
 * they held, so that who bought in the middle of a month has contributed for half of it. Of one
 * cluster: what was paid for it, or for a cluster that is part of it. Exact. Immutable.
 */
public final class Contributions {

  private static final int DIGITS = 2;

  private final Span span;
  private final NavigableMap<String, BigDecimal> all = new TreeMap<>();
  private final NavigableMap<String, BigDecimal> counted = new TreeMap<>();

  private Contributions(Span span) {
    this.span = span;
  }

  /**
   * Over a span.
   *
   * @param cluster null: everything
   */
  public static Contributions over(
      Span span,
      Timelines<Paid> paid,
      Timelines<PiFacts> pis,
      Timelines<Machines> clusters,
      @Nullable String cluster) {
    NavigableSet<LocalDate> changes = paid.days();
    changes.addAll(pis.days());
    changes.addAll(clusters.days());
    Contributions contributions = new Contributions(span);
    for (Span part : span.splitAt(changes)) {
      for (String contribution : paid.subjects()) {
        Paid one = paid.at(contribution, part.day());
        if (one != null && belongs(one.cluster(), cluster, clusters, part.day())) {
          contributions.add(one, part, pis);
        }
      }
    }
    return contributions;
  }

  /** c: points × µs of a PI, as far as it was not exempt. */
  public BigDecimal counted(String pi) {
    return counted.getOrDefault(pi, BigDecimal.ZERO);
  }

  /** C: points × µs of all PIs, as far as they were not exempt. */
  public BigDecimal counted() {
    return sum(counted);
  }

  /** Points × µs of each PI that contributed, exempt or not. */
  public Map<String, BigDecimal> byPi() {
    return Collections.unmodifiableMap(all);
  }

  /** Points × µs of all, exempt or not. */
  public BigDecimal total() {
    return sum(all);
  }

  /** Mean of a PI's points over the span, rounded half up to two digits; for people. */
  public BigDecimal points(String pi) {
    return all.getOrDefault(pi, BigDecimal.ZERO)
        .divide(span.micros(), DIGITS, RoundingMode.HALF_UP);
  }

  private void add(Paid paid, Span part, Timelines<PiFacts> pis) {
    paid.pointsByPi()
        .forEach(
            (pi, points) -> {
              BigDecimal held = points.multiply(part.micros());
              if (held.signum() > 0) {
                all.merge(pi, held, BigDecimal::add);
                PiFacts facts = pis.at(pi, part.day());
                if (facts == null || !facts.exempt()) {
                  counted.merge(pi, held, BigDecimal::add);
                }
              }
            });
  }

  private static boolean belongs(
      @Nullable String paidFor,
      @Nullable String cluster,
      Timelines<Machines> clusters,
      LocalDate day) {
    if (cluster == null || cluster.equals(paidFor)) {
      return true;
    }
    Machines part = paidFor == null ? null : clusters.at(paidFor, day);
    Machines whole = clusters.at(cluster, day);
    return part != null
        && whole != null
        && !part.machines().isEmpty()
        && new HashSet<>(whole.machines()).containsAll(part.machines());
  }

  private static BigDecimal sum(Map<String, BigDecimal> values) {
    return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
