package io.tacet.accountant.monthly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which month is next, in Berlin, six hours after its end, three made up for. */
class MonthsDueTest {

  private final MonthsDue due = new MonthsDue(ZoneId.of("Europe/Berlin"), Duration.ofHours(6), 3);

  @ParameterizedTest
  @CsvSource({
    // last reported, now, newest due, next
    "2026-09, 2026-11-01T04:59:59Z, 2026-09, 2026-10", // it is 05:59:59 there: not yet
    "2026-09, 2026-11-01T05:00:00Z, 2026-10, 2026-10",
    "2026-10, 2026-11-01T05:00:00Z, 2026-10, 2026-11", // told
    "2026-06, 2026-11-20T00:00:00Z, 2026-10, 2026-08", // July is left out
    "2026-07, 2026-11-20T00:00:00Z, 2026-10, 2026-08",
    "2025-11, 2026-01-01T05:00:00Z, 2025-12, 2025-12", // over the year's end
    "2026-08, 2026-10-01T03:59:59Z, 2026-08, 2026-09", // summer time
    "2026-08, 2026-10-01T04:00:00Z, 2026-09, 2026-09",
  })
  void theNextMonth(YearMonth last, Instant now, YearMonth newest, YearMonth next) {
    assertThat(due.newest(now)).isEqualTo(newest);
    assertThat(due.next(last, now)).isEqualTo(next);
  }
}
