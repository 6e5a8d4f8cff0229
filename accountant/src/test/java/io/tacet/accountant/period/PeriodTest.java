package io.tacet.accountant.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-03-29, 2026-03-28T23:00:00Z, 23", // clocks go forward
    "2026-10-25, 2026-10-24T22:00:00Z, 25", // and back
    "2026-07-01, 2026-06-30T22:00:00Z, 24",
  })
  void aDayInAZoneHasTheHoursTheClocksShow(LocalDate day, Instant from, int hours) {
    // when
    Period period = Period.of(day, day, BERLIN, NOW);
    // then
    assertThat(period.span().micros()).isEqualByComparingTo(hours * 3_600_000_000L + "");
    assertThat(period.days()).isEqualTo(1);
    assertThat(period.span().from()).isEqualTo(from);
  }

  @Test
  void lastMonthAndYearToDateAreThoseOfTheZone() {
    // given: already the new year in Auckland
    Instant now = Instant.parse("2026-12-31T20:00:00Z");
    ZoneId auckland = ZoneId.of("Pacific/Auckland");
    // when
    Period month = Period.lastMonth(auckland, now);
    Period year = Period.yearToDate(auckland, now);
    // then
    assertThat(month.first()).isEqualTo("2026-12-01");
    assertThat(month.last()).isEqualTo("2026-12-31");
    assertThat(year.first()).isEqualTo("2027-01-01");
    assertThat(year.span().until()).isEqualTo(now);
    assertThat(Period.lastMonth(ZoneOffset.UTC, now).first()).isEqualTo("2026-11-01");
    assertThat(Period.yearToDate(ZoneOffset.UTC, now).first()).isEqualTo("2026-01-01");
  }

  @Test
  void atTheVeryBeginOfAYearTheYearToDateIsTheOneThatEnded() {
    // when
    Period year = Period.yearToDate(ZoneOffset.UTC, Instant.parse("2027-01-01T00:00:00Z"));
    // then
    assertThat(year.first()).isEqualTo("2026-01-01");
    assertThat(year.last()).isEqualTo("2026-12-31");
  }

  @Test
  void aPeriodThatHasNotEndedEndsNowAndOneThatHasNotBegunIsRefused() {
    // when
    Period november = Period.of(day("2026-11-01"), day("2026-11-30"), ZoneOffset.UTC, NOW);
    // then
    assertThat(november.span().until()).isEqualTo(NOW);
    assertThat(november.days()).isEqualTo(21);
    assertThatThrownBy(() -> Period.of(day("2026-12-01"), day("2026-12-31"), ZoneOffset.UTC, NOW))
        .hasMessageContaining("not begun");
    assertThatThrownBy(() -> Period.of(day("2026-11-02"), day("2026-11-01"), ZoneOffset.UTC, NOW))
        .hasMessageContaining("before the first");
  }

  @ParameterizedTest
  @CsvSource({
    // days in 2025 from January on; documented; legacy
    "1, 1, 1",
    "2, 2, 2",
    "31, 31, 31",
    "32, 32, 16",
    "50, 50, 25",
    "51, 50, 25",
    "100, 50, 50",
    "365, 50, 50",
  })
  void thereIsAnIntervalPerDayAndNeverMoreThanFifty(int days, int intervals, int legacy) {
    // given
    LocalDate first = day("2025-01-01");
    for (ZoneId zone :
        List.of(ZoneOffset.UTC, BERLIN, ZoneId.of("Pacific/Kiritimati"), ZoneId.of("Etc/GMT+12"))) {
      // when
      Period period = Period.of(first, first.plusDays(days - 1), zone, NOW);
      // then
      assertThat(period.intervals(false)).hasSize(intervals);
      assertThat(period.intervals(true)).hasSize(legacy);
      assertCovers(period);
    }
  }

  @Test
  void theYearUpToADayEndsThereOrNow() {
    // given
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    // when
    Period past = Period.yearTo(day("2024-10-31"), BERLIN, now);
    Period future = Period.yearTo(day("2027-01-31"), BERLIN, now);
    // then
    assertThat(past.span()).isEqualTo(span("2023-12-31T23:00:00Z", "2024-10-31T23:00:00Z"));
    assertThat(future.span()).isEqualTo(span("2025-12-31T23:00:00Z", "2026-11-20T12:00:00Z"));
  }

  @Test
  void innerBoundsOfIntervalsAreMidnightsUtc() {
    // when
    List<Span> intervals =
        Period.of(day("2026-10-24"), day("2026-10-26"), BERLIN, NOW).intervals(false);
    // then
    assertThat(intervals)
        .containsExactly(
            span("2026-10-23T22:00:00Z", "2026-10-25T00:00:00Z"),
            span("2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z"),
            span("2026-10-26T00:00:00Z", "2026-10-26T23:00:00Z"));
  }

  private static void assertCovers(Period period) {
    List<Span> intervals = period.intervals(false);
    Instant at = period.span().from();
    for (Span interval : intervals) {
      assertThat(interval.from()).isEqualTo(at);
      assertThat(interval.until()).isAfter(at);
      at = interval.until();
    }
    assertThat(at).isEqualTo(period.span().until());
  }

  private static Span span(String from, String until) {
    return new Span(Instant.parse(from), Instant.parse(until));
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
