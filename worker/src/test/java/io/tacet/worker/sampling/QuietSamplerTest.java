package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.sensor.CpuSensor;
import io.tacet.worker.sensor.DiskSensor;
import io.tacet.worker.sensor.MemorySensor;
import io.tacet.worker.sensor.NetworkSensor;
import io.tacet.worker.sensor.ProcTree;
import io.tacet.worker.sensor.Sensors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietSamplerTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");
  private static final long WALL_MICROS = 1_772_366_400_000_000L;

  @TempDir private Path procRoot;
  @TempDir private Path sys;

  private final SetClock clock = new SetClock(Long.MAX_VALUE - 3 * SECOND / 2, WALL);
  private final List<Long> alsoSampledAt = new ArrayList<>();
  private ProcTree proc;
  private Sensors sensors;

  @BeforeEach
  void open() throws IOException {
    proc = ProcTree.copyOf("vm", procRoot);
    ProcTree.in(sys).blocks(List.of("vda"), List.of("loop0"));
    sensors = Sensors.open(procRoot, sys);
  }

  @AfterEach
  void close() throws IOException {
    sensors.close();
  }

  @Test
  void deadlines_are_absolute_and_do_not_drift_however_late_each_sample_is() {
    // given: the monotonic clock overflows in the middle, as it may
    QuietSampler sampler = sampler(SECOND, 100 * SECOND);
    long start = clock.nanos();
    Random lateness = new Random(1);
    sampler.begin();

    // when
    for (int i = 1; i <= 50; i++) {
      clock.advance(sampler.next() - clock.nanos() + lateness.nextLong(SECOND));
      sampler.beat(clock.nanos());

      // then
      assertThat(sampler.next()).isEqualTo(start + (i + 1) * SECOND);
    }
    assertThat(sampler.missedDeadlines()).isZero();
  }

  @Test
  void before_the_deadline_nothing_is_read() {
    // given
    QuietSampler sampler = sampler(SECOND, 10 * SECOND);
    sampler.begin();

    // when
    clock.advance(SECOND - 1);
    sampler.beat(clock.nanos());

    // then
    assertThat(alsoSampledAt).hasSize(1);

    // when
    clock.advance(1);
    sampler.beat(clock.nanos());

    // then
    assertThat(alsoSampledAt).hasSize(2);
  }

  @Test
  void missed_deadlines_are_counted_and_not_made_up_by_a_burst() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();

    // when: due at 1 s, its turn comes at 4.2 s; those at 2, 3 and 4 s have passed
    clock.advance(4 * SECOND + SECOND / 5);
    for (int i = 0; i < 5; i++) {
      sampler.beat(clock.nanos());
    }

    // then: one sample for all of them, and the next at 5 s
    assertThat(sampler.missedDeadlines()).isEqualTo(3);
    assertThat(micros(sampler)).containsExactly(0, 4_200_000);
    assertThat(sampler.next() - clock.nanos()).isEqualTo(4 * SECOND / 5);
  }

  @Test
  void deadlines_missed_before_the_end_count_too() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();

    // when: 1, 2 and 3 s passed; the last sample serves the last of them
    clock.advance(3 * SECOND + SECOND / 2);
    sampler.end();

    // then
    assertThat(sampler.missedDeadlines()).isEqualTo(2);
    assertThat(micros(sampler)).containsExactly(0, 3_500_000);
  }

  @Test
  void a_window_ends_with_a_sample_and_one_just_before_it_gives_way() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();
    beatAt(sampler, SECOND);
    beatAt(sampler, SECOND);

    // when: 0.4 s after the sample at 2 s
    clock.advance(2 * SECOND / 5);
    sampler.end();

    // then
    assertThat(micros(sampler)).containsExactly(0, 1_000_000, 2_400_000);
    assertThat(sampler.missedDeadlines()).isZero();
  }

  @Test
  void one_half_an_interval_before_the_end_stays() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();
    beatAt(sampler, SECOND);

    // when
    clock.advance(SECOND / 2);
    sampler.end();

    // then
    assertThat(micros(sampler)).containsExactly(0, 1_000_000, 1_500_000);
  }

  @Test
  void a_window_shorter_than_its_interval_has_both_edges() throws IOException {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();

    // when: 30 ticks of user time
    proc.write("stat", "cpu  1220716 26 207279 2611473 3518 0 3835 2469 0 0\n");
    clock.advance(1000);
    sampler.end();

    // then
    assertThat(values(sampler, CpuSensor.TIME)).containsExactly(300_000);
    assertThat(micros(sampler)).containsExactly(0, 1);
  }

  @Test
  void figures_come_out_in_the_units_of_their_metrics() throws IOException {
    // given: user 1220686, idle 2611473 ticks; eth0 received 985204999; vda read 29848386 sectors
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();

    // when: 50 of 200 ticks busy, 1001 bytes and 3 sectors more, 1 GiB used
    proc.write("stat", "cpu  1220736 26 207279 2611623 3518 0 3835 2469 0 0\n");
    proc.write("meminfo", "MemTotal: 3145728 kB\nMemFree: 1 kB\nMemAvailable: 2097152 kB\n");
    proc.write("net/dev", "\n\neth0: 985206000 0 0 0 0 0 0 0 3834701 0 0 0 0 0 0 0\n");
    proc.write("diskstats", "254 0 vda 0 0 29848389 0 0 0 41179120 0 0 0 0\n");
    beatAt(sampler, SECOND);

    // then
    assertThat(values(sampler, CpuSensor.UTILIZATION)).containsExactly(2500);
    assertThat(values(sampler, CpuSensor.TIME)).containsExactly(500_000);
    assertThat(values(sampler, MemorySensor.USED)[1]).isEqualTo(1_073_741_824);
    assertThat(values(sampler, NetworkSensor.IO)).containsExactly(1001);
    assertThat(values(sampler, DiskSensor.IO)).containsExactly(1536);
  }

  @Test
  void the_time_of_day_is_taken_once_and_a_step_of_it_moves_no_sample() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();

    // when: a time server sets the clock back by an hour
    clock.step(WALL.minusSeconds(3600));
    beatAt(sampler, SECOND);
    beatAt(sampler, SECOND);

    // then
    Series memory = series(sampler, MemorySensor.USED);
    assertThat(memory.startedAtMicros()).isEqualTo(WALL_MICROS);
    assertThat(memory.offsetsMicros()).containsExactly(0, 1_000_000, 2_000_000);
  }

  @Test
  void a_reading_that_fails_is_a_counted_gap_and_the_others_go_on() throws IOException {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();

    // when
    sensors.all().get(0).close();
    beatAt(sampler, SECOND);
    beatAt(sampler, SECOND);

    // then
    assertThat(sampler.failedReadings())
        .containsOnly(Map.entry("cpu", "2 × java.nio.channels.ClosedChannelException"));
    assertThat(sampler.series())
        .extracting(series -> series.metric().name())
        .doesNotContain(CpuSensor.TIME, CpuSensor.UTILIZATION)
        .contains(NetworkSensor.IO, DiskSensor.IO);
    assertThat(values(sampler, MemorySensor.USED)).hasSize(3);
  }

  @Test
  void a_new_window_knows_nothing_of_the_one_before() throws IOException {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    sampler.begin();
    sensors.all().get(0).close();
    beatAt(sampler, 5 * SECOND);
    assertThat(sampler.missedDeadlines()).isEqualTo(4);
    assertThat(sampler.failedReadings()).containsKey("cpu");

    // when
    sampler.begin();

    // then
    assertThat(sampler.missedDeadlines()).isZero();
    assertThat(sampler.failedReadings())
        .containsEntry(
            "cpu", "1 × java.nio.channels.ClosedChannelException"); // its own first sample
    assertThat(micros(sampler)).containsExactly(5_000_000);
    assertThat(sampler.next()).isEqualTo(clock.nanos() + SECOND);
  }

  @Test
  void the_longest_window_there_may_be_fits() {
    // given
    QuietSampler sampler = sampler(SECOND, 10 * SECOND);
    sampler.begin();

    // when
    for (int i = 0; i < 10; i++) {
      beatAt(sampler, SECOND);
    }
    clock.advance(SECOND / 2);
    sampler.end();

    // then
    assertThat(micros(sampler)).hasSize(12).endsWith(10_000_000, 10_500_000);
    assertThat(sampler.missedDeadlines()).isZero();
  }

  @Test
  void a_window_that_outlasts_the_table_keeps_its_end_and_counts_what_it_leaves_out()
      throws IOException {
    // given: rows for both edges, two deadlines and one for rounding
    QuietSampler sampler = sampler(SECOND, 2 * SECOND);
    sampler.begin();

    // when: eight deadlines, and 500 ticks of user time to the end
    for (int i = 0; i < 8; i++) {
      beatAt(sampler, SECOND);
    }
    proc.write("stat", "cpu  1221186 26 207279 2611473 3518 0 3835 2469 0 0\n");
    clock.advance(3 * SECOND / 4);
    sampler.end();

    // then: the sum is still what was used from edge to edge
    assertThat(micros(sampler)).hasSize(5).endsWith(8_750_000);
    assertThat(Arrays.stream(values(sampler, CpuSensor.TIME)).sum()).isEqualTo(5_000_000);
    assertThat(sampler.missedDeadlines()).isEqualTo(5);
  }

  @Test
  void a_window_too_long_for_the_most_rows_is_sampled_less_often() {
    // given
    long longest = 1_000_000 * SECOND;

    // when
    QuietSampler sampler = sampler(SECOND, longest);

    // then
    assertThat(sampler.intervalNanos()).isEqualTo(10 * SECOND + 1);
    assertThat(longest / sampler.intervalNanos()).isLessThan(QuietSampler.MOST_ROWS);
    assertThat(sampler(SECOND, 99_999 * SECOND).intervalNanos()).isEqualTo(SECOND);
  }

  @Test
  void warming_up_leaves_nothing_behind() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);

    // when
    sampler.warmUp();

    // then
    assertThat(sampler.series()).isEmpty();
    assertThat(alsoSampledAt).hasSize(900);
  }

  @Test
  void what_is_also_sampled_is_so_with_each_sample() {
    // given
    QuietSampler sampler = sampler(SECOND, 20 * SECOND);
    long start = clock.nanos();
    sampler.begin();

    // when
    beatAt(sampler, SECOND);
    beatAt(sampler, SECOND);
    clock.advance(SECOND / 2);
    sampler.end();

    // then
    assertThat(alsoSampledAt.stream().map(at -> at - start))
        .containsExactly(0L, SECOND, 2 * SECOND, 5 * SECOND / 2);
  }

  private QuietSampler sampler(long interval, long longest) {
    return new QuietSampler(
        TimedSensor.all(sensors.all(), interval),
        clock,
        longest,
        Double.POSITIVE_INFINITY,
        () -> alsoSampledAt.add(clock.nanos()));
  }

  private void beatAt(QuietSampler sampler, long after) {
    clock.advance(after);
    sampler.beat(clock.nanos());
  }

  private static Series series(QuietSampler sampler, String metric) {
    return sampler.series().stream()
        .filter(series -> series.metric().name().equals(metric))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static double[] values(QuietSampler sampler, String metric) {
    return series(sampler, metric).values();
  }

  /** Times of all samples, µs after the test's begin: a level has one at each. */
  private static long[] micros(QuietSampler sampler) {
    Series memory = series(sampler, MemorySensor.USED);
    return LongStream.of(memory.offsetsMicros())
        .map(offset -> memory.startedAtMicros() - WALL_MICROS + offset)
        .toArray();
  }
}
