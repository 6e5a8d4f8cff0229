package io.tacet.accountant.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.period.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final BigDecimal MICROS_PER_DAY = new BigDecimal("86400000000");

  @Test
  void aStraightLineReachesTheCapacityOnTheDayComputedByHand() {
    // given: 1, 2, 3 processors in use at the middles of three days, so 3.5 at their end, and 1
    // more each day
    // when: 10 processors: 6.5 days after 4 November
    Forecast forecast = Forecast.of(uses(1, 2, 3), BigDecimal.TEN);
    // then
    assertThat(forecast.outcome()).isEqualTo(Forecast.Outcome.FULL_ON);
    assertThat(forecast.day()).isEqualTo(LocalDate.parse("2026-11-11"));
  }

  @Test
  void aUseThatDoesNotGrowNeverFillsIt() {
    assertThat(Forecast.of(uses(5, 5, 5), BigDecimal.TEN).outcome())
        .isEqualTo(Forecast.Outcome.NEVER);
    assertThat(Forecast.of(uses(3, 2, 1), BigDecimal.TEN).outcome())
        .isEqualTo(Forecast.Outcome.NEVER);
    assertThat(Forecast.of(uses(1, 2, 3), new BigDecimal("100000")).outcome())
        .isEqualTo(Forecast.Outcome.NEVER);
  }

  @Test
  void aLineAtTheCapacityIsFullNow() {
    assertThat(Forecast.of(uses(8, 9, 10), BigDecimal.TEN).outcome())
        .isEqualTo(Forecast.Outcome.FULL_NOW);
  }

  @Test
  void twoIntervalsOrNoHardwareSayNothing() {
    assertThat(Forecast.of(uses(1, 2), BigDecimal.TEN).outcome())
        .isEqualTo(Forecast.Outcome.UNKNOWN);
    assertThat(Forecast.of(List.of(), BigDecimal.TEN).outcome())
        .isEqualTo(Forecast.Outcome.UNKNOWN);
    assertThat(Forecast.of(uses(1, 2, 3), BigDecimal.ZERO).outcome())
        .isEqualTo(Forecast.Outcome.UNKNOWN);
  }

  private static List<Forecast.Use> uses(int... processors) {
    List<Forecast.Use> uses = new ArrayList<>();
    for (int i = 0; i < processors.length; i++) {
      Instant start = FROM.plus(i, ChronoUnit.DAYS);
      uses.add(
          new Forecast.Use(
              new Span(start, start.plus(1, ChronoUnit.DAYS)),
              MICROS_PER_DAY.multiply(BigDecimal.valueOf(processors[i]))));
    }
    return uses;
  }
}
