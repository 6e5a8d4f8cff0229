package io.tacet.accountant.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.contribution.Paid;
import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.pi.PiFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables computed by hand: processors × rate × 100 × share, while they hold. */
class ContributionsTest {

  /** Thirty days. */
  private static final Span NOVEMBER =
      Period.of(
              LocalDate.parse("2026-11-01"),
              LocalDate.parse("2026-11-30"),
              ZoneOffset.UTC,
              Instant.parse("2026-12-01T00:00:00Z"))
          .span();

  private final List<Fact<Paid>> paid = new ArrayList<>();
  private final List<Fact<PiFacts>> pis = new ArrayList<>();
  private final List<Fact<Machines>> clusters = new ArrayList<>();

  @Test
  void twelveProcessorsAt19Are2280() {
    // given
    paid("blades", "2026-01-01", null, 12, "1.9", "ada", "1");
    // then
    assertThat(of(null).points("ada")).isEqualByComparingTo("2280");
  }

  @Test
  void aSplitContributionIsSharedToTheLastDigit() {
    // given
    paid.add(
        new Fact<>(
            "blades",
            LocalDate.parse("2026-01-01"),
            new Paid(
                null,
                12,
                new BigDecimal("1.9"),
                List.of("a", "b", "c"),
                List.of(
                    new BigDecimal("0.333333334"),
                    new BigDecimal("0.333333333"),
                    new BigDecimal("0.333333333")))));
    // when
    Contributions all = of(null);
    // then
    assertThat(all.byPi().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(new BigDecimal("2280").multiply(NOVEMBER.micros()));
    assertThat(all.points("b")).isEqualByComparingTo("760.00");
  }

  @Test
  void whoBoughtInTheMiddleContributedForHalfOfIt() {
    // given
    paid("blades", "2026-11-16", null, 10, "1", "ada", "1");
    paid("old", "2026-01-01", null, 10, "1", "bob", "1");
    paid("old", "2026-11-11", null, 0, "1", "bob", "1");
    // then
    assertThat(of(null).points("ada")).isEqualByComparingTo("500");
    assertThat(of(null).points("bob")).isEqualByComparingTo("333.33");
  }

  @Test
  void anExemptPiCountsForTheTimeBefore() {
    // given
    paid("one", "2026-01-01", null, 10, "1", "ada", "1");
    paid("two", "2026-01-01", null, 10, "1", "bob", "1");
    pis.add(new Fact<>("bob", LocalDate.parse("1970-01-01"), new PiFacts("Bob", null, false)));
    pis.add(new Fact<>("bob", LocalDate.parse("2026-11-16"), new PiFacts("Bob", null, true)));
    // when
    Contributions contributions = of(null);
    // then
    assertThat(contributions.counted("bob").multiply(BigDecimal.valueOf(2)))
        .isEqualByComparingTo(contributions.counted("ada"));
    assertThat(contributions.counted())
        .isEqualByComparingTo(new BigDecimal("1500").multiply(NOVEMBER.micros()));
    assertThat(contributions.total())
        .isEqualByComparingTo(new BigDecimal("2000").multiply(NOVEMBER.micros()));
  }

  @Test
  void aSecondaryClusterIsPartOfThePrimaryOne() {
    // given
    clusters.add(fact("primary", "m1", "m2", "m3"));
    clusters.add(fact("secondary", "m2"));
    clusters.add(fact("other", "m3", "m4"));
    paid("p", "2026-01-01", "primary", 1, "1", "p", "1");
    paid("s", "2026-01-01", "secondary", 2, "1", "s", "1");
    paid("o", "2026-01-01", "other", 4, "1", "o", "1");
    paid("n", "2026-01-01", null, 8, "1", "n", "1");
    // then
    assertThat(of("primary").byPi().keySet()).containsExactly("p", "s");
    assertThat(of("secondary").byPi().keySet()).containsExactly("s");
    assertThat(of("other").byPi().keySet()).containsExactly("o");
    assertThat(of(null).byPi().keySet()).containsExactly("n", "o", "p", "s");
  }

  private Contributions of(@Nullable String cluster) {
    return Contributions.over(
        NOVEMBER, Timelines.of(paid), Timelines.of(pis), Timelines.of(clusters), cluster);
  }

  private void paid(
      String id,
      String from,
      @Nullable String cluster,
      int processors,
      String rate,
      String pi,
      String share) {
    paid.add(
        new Fact<>(
            id,
            LocalDate.parse(from),
            new Paid(
                cluster,
                processors,
                new BigDecimal(rate),
                List.of(pi),
                List.of(new BigDecimal(share)))));
  }

  private static Fact<Machines> fact(String cluster, String... machines) {
    return new Fact<>(cluster, LocalDate.parse("2026-01-01"), new Machines(List.of(machines)));
  }
}
