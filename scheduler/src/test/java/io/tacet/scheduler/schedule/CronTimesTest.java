package io.tacet.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times of cron expressions, above all where the clock is changed. */
final class CronTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aNamedHourThatIsLeftOutComesWhenTheClockIsChanged() {
    // given: on 2027-03-28 at 01:00 UTC it is no longer 02:00 but 03:00
    CronTimes times = CronTimes.of("15,45 2 * * *", BERLIN);

    // when
    List<Instant> next = times.next(Instant.parse("2027-03-27T12:00:00Z"), 3);

    // then: both times of that night at once, and the next night as always
    assertThat(next)
        .containsExactly(
            Instant.parse("2027-03-28T01:00:00Z"),
            Instant.parse("2027-03-29T00:15:00Z"),
            Instant.parse("2027-03-29T00:45:00Z"));
  }

  @Test
  void aNamedHourThatComesTwiceFiresTheFirstTime() {
    // given: on 2026-10-25 at 01:00 UTC it is no longer 03:00 but 02:00
    CronTimes times = CronTimes.of("30 2 * * *", BERLIN);

    // when
    List<Instant> next = times.next(Instant.parse("2026-10-24T12:00:00Z"), 2);

    // then
    assertThat(next)
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(times.next(Instant.parse("2026-10-25T00:45:00Z")))
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(times.next(Instant.parse("2026-10-25T01:15:00Z")))
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void everyHalfHourGoesOnThroughBothChanges() {
    // given
    CronTimes times = CronTimes.of("*/30 * * * *", BERLIN);

    for (String day : List.of("2026-10-25", "2027-03-28")) {
      // when
      Instant midnight = Instant.parse(day + "T00:00:00Z");
      List<Instant> next = times.next(midnight.minusSeconds(1), 7);

      // then
      for (int i = 0; i < next.size(); i++) {
        assertThat(next.get(i)).isEqualTo(midnight.plusSeconds(1800L * i));
      }
    }
  }

  @Test
  void aWholeDayThatIsLeftOutIsMadeUpForOnce() {
    // given: Samoa left out 2011-12-30 as it crossed the date line
    CronTimes times = CronTimes.of("0 8,20 * * *", ZoneId.of("Pacific/Apia"));

    // when
    List<Instant> next = times.next(Instant.parse("2011-12-30T08:00:00Z"), 3);

    // then
    assertThat(next)
        .containsExactly(
            Instant.parse("2011-12-30T10:00:00Z"),
            Instant.parse("2011-12-30T18:00:00Z"),
            Instant.parse("2011-12-31T06:00:00Z"));
  }

  @Test
  void aDayOfMonthOrADayOfWeekIsEnough() {
    // given: midnight on the 13th and on Fridays
    CronTimes times = CronTimes.of("0 0 13 * FRI", ZoneOffset.UTC);

    // then
    assertThat(times.next(Instant.parse("2026-12-05T00:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-12-11T00:00:00Z"), Instant.parse("2026-12-13T00:00:00Z"));
  }

  @Test
  void theLastOnesOfALongTimeAreFoundWithoutGoingThroughAllOfIt() {
    // given: every minute, for three years
    CronTimes times = CronTimes.of("* * * * *", ZoneOffset.UTC);
    Instant from = Instant.parse("2024-01-01T00:00:00Z");
    Instant to = Instant.parse("2027-01-01T00:00:30Z");

    // then
    assertThat(times.last(from, to, 2))
        .containsExactly(
            Instant.parse("2026-12-31T23:59:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(CronTimes.of("0 0 29 2 *", ZoneOffset.UTC).last(from, to, 5))
        .containsExactly(Instant.parse("2024-02-29T00:00:00Z"));
  }

  @Test
  void whatIsNoExpressionOrNeverComesTrueIsRefused() {
    for (String wrong : List.of("", "* * * *", "61 * * * *", "0 0 30 2 *", "@daily", "x * * * *")) {
      assertThatThrownBy(() -> CronTimes.of(wrong, ZoneOffset.UTC))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
