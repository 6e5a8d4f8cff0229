package io.tacet.scheduler.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.rest.PutWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When windows are open, by the clock and by a feed. */
final class WindowStateTest {

  private static final String CSV =
      """
      # solar power, W
      time,value
      2026-11-21T12:00:00+01:00,2600
      2026-11-21T10:00:00Z,100

      2026-11-21T12:30:00Z,50
      """;

  @Test
  void byTheClockItIsOpenFromEachStartForItsLength() {
    // given: 22:00 to 06:00 in Berlin
    PutWindow night = new PutWindow("night", "0 22 * * *", "Europe/Berlin", 480L, null);

    // then
    assertThat(at(night, "2026-11-21T20:59:59Z"))
        .isEqualTo(new WindowState(false, Instant.parse("2026-11-21T21:00:00Z"), null));
    assertThat(at(night, "2026-11-21T21:00:00Z"))
        .isEqualTo(new WindowState(true, Instant.parse("2026-11-22T05:00:00Z"), null));
    assertThat(at(night, "2026-11-22T04:59:59Z").open()).isTrue();
    assertThat(at(night, "2026-11-22T05:00:00Z").open()).isFalse();
  }

  @Test
  void byAFeedItIsOpenOnOneSideOfTheThreshold() throws FeedFailed {
    // given
    List<Point> points = FeedFormat.read(CSV);

    // then: 2600 holds from 11:00 to 12:00, one hour, and 50 from 12:30
    assertThat(
            WindowState.of(sun("ABOVE", "CLOSED"), points, Instant.parse("2026-11-21T11:30:00Z")))
        .isEqualTo(new WindowState(true, Instant.parse("2026-11-21T12:30:00Z"), 2600.0));
    assertThat(
            WindowState.of(sun("BELOW", "CLOSED"), points, Instant.parse("2026-11-21T10:30:00Z")))
        .isEqualTo(new WindowState(true, Instant.parse("2026-11-21T11:00:00Z"), 100.0));
    assertThat(
            WindowState.of(sun("ABOVE", "CLOSED"), points, Instant.parse("2026-11-21T10:30:00Z")))
        .isEqualTo(new WindowState(false, Instant.parse("2026-11-21T11:00:00Z"), 100.0));
  }

  @Test
  void withoutAValueThatHoldsItIsWhatWasSaid() throws FeedFailed {
    // given: a gap, before the first, after the last, nothing at all
    List<Point> points = FeedFormat.read(CSV);

    // then
    for (String time :
        List.of("2026-11-21T12:15:00Z", "2026-11-21T09:00:00Z", "2026-11-22T09:00:00Z")) {
      Instant now = Instant.parse(time);
      assertThat(WindowState.of(sun("ABOVE", "CLOSED"), points, now).open()).isFalse();
      assertThat(WindowState.of(sun("ABOVE", "OPEN"), points, now).open()).isTrue();
      assertThat(WindowState.of(sun("ABOVE", "OPEN"), points, now).value()).isNull();
    }
    assertThat(WindowState.of(sun("BELOW", "CLOSED"), List.of(), Instant.EPOCH))
        .isEqualTo(new WindowState(false, null, null));
  }

  @Test
  void jsonIsReadAsWell() throws FeedFailed {
    assertThat(
            FeedFormat.read(
                "[{\"time\": \"2026-11-21T10:00:00Z\", \"value\": 1.5},"
                    + " {\"time\": \"2026-11-21T09:00:00Z\", \"value\": 2}]"))
        .containsExactly(
            new Point(Instant.parse("2026-11-21T09:00:00Z"), 2),
            new Point(Instant.parse("2026-11-21T10:00:00Z"), 1.5));
  }

  @Test
  void whatMakesNoSenseIsNamedByItsPlace() {
    wrong("", "it has no values");
    wrong("time,value\n2026-11-21T10:00:00Z", "line 2 is not time,value");
    wrong("2026-11-21 10:00,5", "line 1 has no time like");
    wrong("2026-11-21T10:00:00Z,much", "line 1 has a value that is no number");
    wrong("2026-11-21T10:00:00Z,NaN", "line 1 has a value that is no number");
    wrong("[{\"time\": \"2026-11-21T10:00:00Z\"}]", "element 1 has a value that is no number");
    wrong("[{", "it is no JSON: line 1");
  }

  private static void wrong(String text, String message) {
    assertThatThrownBy(() -> FeedFormat.read(text))
        .isInstanceOf(FeedFailed.class)
        .hasMessageContaining(message);
  }

  private static WindowState at(PutWindow window, String now) {
    return WindowState.of(window, List.of(), Instant.parse(now));
  }

  private static PutWindow sun(String opens, String unreadable) {
    return new PutWindow(
        "sun",
        null,
        null,
        null,
        new PutWindow.Feed("file:///x", opens, new BigDecimal("2500"), 60L, unreadable));
  }
}
