package io.tacet.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done about a schedule whose time has come, on time and after an absence. */
final class DueTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant DUE = Instant.parse("2026-11-02T02:00:00Z");
  private static final Instant AFTER_A_WEEK = Instant.parse("2026-11-09T12:00:00Z");
  private static final Times DAILY = CronTimes.of("0 3 * * *", BERLIN);

  @Test
  void whatIsDueOnTimeFiresWithEachRule() {
    for (MissedRule rule : MissedRule.values()) {
      // when
      Due due = Due.of(DAILY, rule, DUE, DUE.plusSeconds(1), config(100));

      // then
      assertThat(due.fire()).isEqualTo(Occasion.at(DUE, null));
      assertThat(due.skipped()).isNull();
      assertThat(due.next()).isEqualTo("2026-11-03T02:00:00Z");
    }
  }

  @Test
  void afterAWeekOneStandsForAll() {
    // when
    Due due = Due.of(DAILY, MissedRule.RUN_ONCE, DUE, AFTER_A_WEEK, config(100));

    // then
    assertThat(fired(due)).isEqualTo("2026-11-09T02:00:00Z");
    assertThat(due.fire()).extracting(Occasion::note).asString().contains("2026-11-02T02:00:00Z");
    assertThat(due.next()).isEqualTo("2026-11-10T02:00:00Z");
  }

  @Test
  void afterAWeekNoneIsMadeUpForIfSoWanted() {
    // when
    Due due = Due.of(DAILY, MissedRule.SKIP, DUE, AFTER_A_WEEK, config(100));

    // then
    assertThat(due.fire()).isNull();
    assertThat(due.skipped()).extracting(Occasion::note).asString().contains("2026-11-02T02:00");
    assertThat(due.next()).isEqualTo("2026-11-10T02:00:00Z");
  }

  @Test
  void whatIsMissedAndWhatIsDueNowAreToldApart() {
    // when
    Instant now = Instant.parse("2026-11-09T02:04:00Z");
    Due due = Due.of(DAILY, MissedRule.SKIP, DUE, now, config(100));

    // then
    assertThat(fired(due)).isEqualTo("2026-11-09T02:00:00Z");
    assertThat(due.skipped()).isNotNull();
  }

  @Test
  void afterAWeekEachIsMadeUpForUpToALimit() {
    for (int most : List.of(100, 3)) {
      // when
      List<String> fired = new ArrayList<>();
      List<String> skipped = new ArrayList<>();
      Instant from = DUE;
      while (!from.isAfter(AFTER_A_WEEK)) {
        Due due = Due.of(DAILY, MissedRule.RUN_ALL, from, AFTER_A_WEEK, config(most));
        fired.add(String.valueOf(fired(due)));
        if (due.skipped() != null) {
          skipped.add(String.valueOf(due.skipped().note()));
        }
        from = due.next() == null ? Instant.MAX : due.next();
      }

      // then
      assertThat(fired).hasSize(Math.min(8, most)).last().isEqualTo("2026-11-09T02:00:00Z");
      assertThat(skipped).hasSize(most == 3 ? 1 : 0);
      assertThat(from).isEqualTo("2026-11-10T02:00:00Z");
    }
  }

  @Test
  void oneTimeIsOverWhenItHasFiredOrWasMissed() {
    // given
    Times once = Times.once(DUE);

    // then
    Due late = Due.of(once, MissedRule.RUN_ONCE, DUE, AFTER_A_WEEK, config(100));
    assertThat(fired(late)).isEqualTo(DUE.toString());
    assertThat(late.next()).isNull();
    Due skipped = Due.of(once, MissedRule.SKIP, DUE, AFTER_A_WEEK, config(100));
    assertThat(skipped.fire()).isNull();
    assertThat(skipped.next()).isNull();
  }

  private static @Nullable String fired(Due due) {
    return due.fire() == null ? null : due.fire().dueAt().toString();
  }

  private static ScheduleConfig config(int mostMissed) {
    return new SmallRyeConfigBuilder()
        .withMapping(ScheduleConfig.class)
        .withDefaultValue("tacet.scheduler.schedule.most-missed", Integer.toString(mostMissed))
        .withDefaultValue("tacet.scheduler.schedule.missed-after", Duration.ofMinutes(5).toString())
        .build()
        .getConfigMapping(ScheduleConfig.class);
  }
}
