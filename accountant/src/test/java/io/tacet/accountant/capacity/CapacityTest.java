package io.tacet.accountant.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.hardware.Processors;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.rate.Rate;
import io.tacet.accountant.rate.ServiceUnits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables computed by hand: processors × rate × hours. */
class CapacityTest {

  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  private final List<Fact<Processors>> hardware = new ArrayList<>();
  private final List<Fact<Rate>> rates = new ArrayList<>();
  private final List<Fact<Machines>> clusters = new ArrayList<>();

  @Test
  void ofOneDayItIsProcessorsTimesRateTimes24Hours() {
    // given
    installed("m1", "2026-01-01", 12);
    rated("m1", "2026-01-01", "1.9");
    installed("m2", "2026-01-01", 4); // rate 1
    // then: (12 × 1.9 + 4) × 24
    assertThat(serviceUnits("2026-11-10", "2026-11-10", ZoneOffset.UTC, null))
        .isEqualByComparingTo("643.2");
  }

  @Test
  void hardwareInstalledInTheMiddleCountsFromThenOn() {
    // given
    installed("m1", "2026-11-16", 10);
    rated("m1", "2026-11-21", "2");
    installed("m1", "2026-11-26", 0);
    // then: 5 days × 24 × 10 × 1 + 5 days × 24 × 10 × 2
    assertThat(serviceUnits("2026-11-01", "2026-11-30", ZoneOffset.UTC, null))
        .isEqualByComparingTo("3600");
  }

  @Test
  void switchedOffHardwareSuppliesNothing() {
    // given
    installed("m1", "2026-11-01", 10);
    hardware.add(new Fact<>("m1", LocalDate.parse("2026-11-03"), new Processors(10, false)));
    // then
    assertThat(serviceUnits("2026-11-01", "2026-11-30", ZoneOffset.UTC, null))
        .isEqualByComparingTo("480");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-29, 230", "2026-10-25, 250", "2026-10-26, 240"})
  void aDayOnWhichTheClocksChangeHas23Or25Hours(String day, String units) {
    // given
    installed("m1", "2020-01-01", 10);
    // then
    assertThat(serviceUnits(day, day, ZoneId.of("Europe/Berlin"), null))
        .isEqualByComparingTo(units);
  }

  @Test
  void aMachineInTwoClustersCountsInBothAndOnceInAll() {
    // given
    installed("m1", "2026-01-01", 1);
    installed("m2", "2026-01-01", 2);
    installed("m3", "2026-01-01", 4);
    cluster("primary", "2026-01-01", "m1", "m2");
    cluster("secondary", "2026-01-01", "m2", "m3");
    cluster("secondary", "2026-11-11", "m2");
    // then, on one day
    assertThat(serviceUnits("2026-11-10", "2026-11-10", ZoneOffset.UTC, "primary"))
        .isEqualByComparingTo("72");
    assertThat(serviceUnits("2026-11-10", "2026-11-10", ZoneOffset.UTC, "secondary"))
        .isEqualByComparingTo("144");
    assertThat(serviceUnits("2026-11-11", "2026-11-11", ZoneOffset.UTC, "secondary"))
        .isEqualByComparingTo("48");
    assertThat(serviceUnits("2026-11-10", "2026-11-10", ZoneOffset.UTC, null))
        .isEqualByComparingTo("168");
    assertThat(serviceUnits("2026-11-10", "2026-11-10", ZoneOffset.UTC, "none"))
        .isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "n/a",
      value = {
        "0, 0, n/a",
        "5, 0, n/a",
        "0, 100, 0.0",
        "1, 3, 33.3",
        "1, 2000, 0.1",
        "1, 2001, 0.0",
        "2, 3, 66.7",
        "150, 100, 150.0"
      })
  void utilizationIsUsedOfCapacityInPercentRoundedHalfUp(
      BigDecimal used, BigDecimal capacity, @Nullable String percent) {
    // when
    BigDecimal utilization = Utilization.percent(used, capacity);
    // then
    assertThat(utilization == null ? null : utilization.toPlainString()).isEqualTo(percent);
  }

  @Test
  void capacitiesOfAnyPartitionSumToTheWhole() {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      LocalDate day = LocalDate.parse("2026-01-01").plusDays(random.nextInt(300));
      hardware.add(
          new Fact<>("m" + i % 7, day, new Processors(random.nextInt(64), random.nextBoolean())));
      rates.add(
          new Fact<>(
              "m" + i % 7,
              day.plusDays(random.nextInt(9)),
              new Rate(BigDecimal.valueOf(1 + random.nextInt(99_999), 4))));
    }
    Span whole =
        new Span(Instant.parse("2026-01-01T13:07:00Z"), Instant.parse("2026-11-01T01:00:00Z"));
    Capacity capacity = capacity(whole, null);
    // when
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal apart = BigDecimal.ZERO;
    Instant at = whole.from();
    while (at.isBefore(whole.until())) {
      Instant next = at.plusNanos(1000L * (1 + random.nextLong(900_000_000_000L)));
      Span part = new Span(at, next).within(whole);
      sum = sum.add(capacity.ratedMicros(part));
      apart = apart.add(capacity(part, null).ratedMicros(part));
      at = next;
    }
    // then
    assertThat(sum).isEqualByComparingTo(capacity.ratedMicros(whole));
    assertThat(apart).isEqualByComparingTo(sum);
    assertThat(sum).isPositive();
  }

  private BigDecimal serviceUnits(
      String first, String last, ZoneId zone, @Nullable String cluster) {
    Span span = Period.of(LocalDate.parse(first), LocalDate.parse(last), zone, NOW).span();
    return ServiceUnits.of(capacity(span, cluster).ratedMicros(span));
  }

  private Capacity capacity(Span span, @Nullable String cluster) {
    return Capacity.over(
        span, Timelines.of(hardware), Timelines.of(rates), Timelines.of(clusters), cluster);
  }

  private void installed(String machine, String from, int processors) {
    hardware.add(new Fact<>(machine, LocalDate.parse(from), new Processors(processors, true)));
  }

  private void rated(String machine, String from, String rate) {
    rates.add(new Fact<>(machine, LocalDate.parse(from), new Rate(new BigDecimal(rate))));
  }

  private void cluster(String cluster, String from, String... machines) {
    clusters.add(new Fact<>(cluster, LocalDate.parse(from), new Machines(List.of(machines))));
  }
}
