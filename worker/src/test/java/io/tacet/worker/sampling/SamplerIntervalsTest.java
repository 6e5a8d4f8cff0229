package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerIntervalsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");

  private final SetClock clock = new SetClock(5 * SECOND, WALL);
  private final List<Long> wokenAt = new ArrayList<>();
  private final ScriptedSensor often = new ScriptedSensor("often", clock);
  private final ScriptedSensor seldom = new ScriptedSensor("seldom", clock);

  @Test
  void each_sensor_is_read_at_its_own_interval_and_all_that_are_due_in_one_wake_up() {
    // given
    QuietSampler sampler = sampler(SECOND, 3 * SECOND);
    sampler.begin();

    // when
    run(sampler, 6 * SECOND);
    sampler.end();

    // then: at 6 s the last sample of both gave way to the edge, which is at the same time
    assertThat(seconds(often)).containsExactly(0, 1, 2, 3, 4, 5, 6, 6);
    assertThat(seconds(seldom)).containsExactly(0, 3, 6, 6);
    assertThat(wokenAt).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 6L);
    assertThat(series(sampler, "seldom_level").offsetsMicros())
        .containsExactly(0, 3_000_000, 6_000_000);
    assertThat(sampler.deadlines()).isEqualTo(6 + 2);
  }

  @Test
  void at_the_edges_only_means_no_wake_up_in_between() {
    // given
    QuietSampler sampler = sampler(TimedSensor.EDGES, TimedSensor.EDGES);
    sampler.begin();

    // when
    run(sampler, 1000 * SECOND);
    sampler.end();

    // then
    assertThat(seconds(often)).containsExactly(0, 1000);
    assertThat(sampler.next() - clock.nanos()).isGreaterThan(1_000_000 * SECOND);
    assertThat(sampler.deadlines()).isZero();
    assertThat(sampler.missedDeadlines()).isZero();
    assertThat(series(sampler, "often_growth").values()).containsExactly(1);
  }

  @Test
  void a_sensor_that_could_lose_a_figure_is_read_in_time_even_at_the_edges_only() {
    // given
    seldom.gap = 400 * SECOND;
    QuietSampler sampler = sampler(TimedSensor.EDGES, TimedSensor.EDGES);
    sampler.begin();

    // when
    run(sampler, 1000 * SECOND);
    sampler.end();

    // then
    assertThat(seconds(seldom)).containsExactly(0, 400, 800, 1000);
    assertThat(seconds(often)).containsExactly(0, 1000);
  }

  @Test
  void no_memory_limit_makes_it_so_seldom_that_a_figure_could_be_lost() {
    // given: a window in which all would be read every 10 s
    seldom.gap = 2 * SECOND;

    // when
    QuietSampler sampler =
        new QuietSampler(
            List.of(new TimedSensor(seldom, SECOND)),
            clock,
            1_000_000 * SECOND,
            Double.POSITIVE_INFINITY,
            () -> {});

    // then
    assertThat(sampler.intervalNanos()).isEqualTo(2 * SECOND);
  }

  @Test
  void one_that_fails_for_a_while_has_a_gap_and_comes_back() {
    // given
    QuietSampler sampler = sampler(SECOND, SECOND);
    sampler.begin();

    // when
    often.fails = true;
    run(sampler, 3 * SECOND);
    often.fails = false;
    run(sampler, 3 * SECOND);
    sampler.end();

    // then
    assertThat(sampler.failedReadings())
        .containsOnlyKeys("often")
        .containsEntry("often", "3 × java.io.IOException: no answer");
    assertThat(series(sampler, "often_level").offsetsMicros())
        .containsExactly(0, 4_000_000, 5_000_000, 6_000_000);
    assertThat(Arrays.stream(series(sampler, "often_growth").values()).sum()).isEqualTo(7);
    assertThat(series(sampler, "seldom_level").size()).isEqualTo(7);
  }

  @Test
  void one_that_takes_more_than_its_share_is_left_out_from_then_on_and_said() {
    // given: a hundredth of a second is allowed, and one millisecond more needed
    often.takes = SECOND / 100 + SECOND / 1000;
    seldom.takes = SECOND / 1000;
    QuietSampler sampler =
        new QuietSampler(
            List.of(new TimedSensor(often, SECOND), new TimedSensor(seldom, SECOND)),
            clock,
            100 * SECOND,
            0.01,
            () -> {});

    // when
    sampler.warmUp();
    often.readAt.clear();
    seldom.readAt.clear();
    often.takes = 0; // too late
    sampler.warmUp();
    sampler.begin();
    sampler.end();

    // then
    assertThat(sampler.leftOut())
        .extracting(LeftOut::sentence)
        .containsExactly(
            "Sensor often was left out: a reading takes 11000 µs, 10000 µs are allowed at its"
                + " interval");
    assertThat(often.readAt).isEmpty();
    assertThat(seldom.readAt).isNotEmpty();
    assertThat(sampler.series())
        .extracting(series -> series.metric().name())
        .containsExactly("seldom_level", "seldom_growth");
  }

  @Test
  void at_the_edges_a_dear_sensor_does_no_harm() {
    // given
    often.takes = SECOND;
    QuietSampler sampler =
        new QuietSampler(
            List.of(new TimedSensor(often, TimedSensor.EDGES)), clock, SECOND, 0.01, () -> {});

    // when
    sampler.warmUp();

    // then
    assertThat(sampler.leftOut()).isEmpty();
  }

  @Test
  void what_is_taken_in_between_is_not_given_again_and_growth_goes_on_from_it() {
    // given
    QuietSampler sampler = sampler(SECOND, SECOND);
    sampler.begin();
    run(sampler, 2 * SECOND);

    // when
    List<Series> first = sampler.take();
    clock.step(WALL.plusSeconds(3602)); // set by a time server
    run(sampler, 2 * SECOND);
    List<Series> second = sampler.take();
    List<Series> third = sampler.take();

    // then
    assertThat(of(first, "often_level").values()).containsExactly(1, 2, 3);
    assertThat(of(first, "often_growth").values()).containsExactly(1, 1);
    assertThat(of(second, "often_level").values()).containsExactly(4, 5);
    assertThat(of(second, "often_growth").values()).containsExactly(1, 1);
    assertThat(of(first, "often_level").startedAtMicros())
        .isEqualTo(WALL.getEpochSecond() * 1_000_000);
    assertThat(of(second, "often_level").startedAtMicros())
        .isEqualTo((WALL.getEpochSecond() + 3603) * 1_000_000);
    assertThat(third).isEmpty();
  }

  private QuietSampler sampler(long intervalOften, long intervalSeldom) {
    long start = clock.nanos();
    return new QuietSampler(
        List.of(new TimedSensor(often, intervalOften), new TimedSensor(seldom, intervalSeldom)),
        clock,
        10_000 * SECOND,
        Double.POSITIVE_INFINITY,
        () -> wokenAt.add((clock.nanos() - start) / SECOND));
  }

  /** As a waiting thread does it: sleeps until the next deadline or the end. */
  private void run(QuietSampler sampler, long nanos) {
    long until = clock.nanos() + nanos;
    while (until - clock.nanos() > 0) {
      clock.advance(Math.min(sampler.next() - clock.nanos(), until - clock.nanos()));
      sampler.beat(clock.nanos());
    }
  }

  private long[] seconds(ScriptedSensor sensor) {
    long first = sensor.readAt.get(0);
    return sensor.readAt.stream().mapToLong(at -> (at - first) / SECOND).toArray();
  }

  private static Series series(QuietSampler sampler, String metric) {
    return of(sampler.series(), metric);
  }

  private static Series of(List<Series> all, String metric) {
    return all.stream().filter(one -> one.metric().name().equals(metric)).findFirst().orElseThrow();
  }
}
