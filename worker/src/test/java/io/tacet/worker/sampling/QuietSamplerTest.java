package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.Sensor;
import io.tacet.worker.sensor.Sensors;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietSamplerTest {

  private static final long SECOND = 1_000_000_000L;

  private final FakeClock clock = new FakeClock();
  private final long began = clock.nanos();
  private final Counter counter = new Counter();
  private int also;
  private QuietSampler sampler = sampler(SECOND, 60 * SECOND);

  @BeforeEach
  void begin() {
    sampler.begin();
  }

  @Test
  void samples_are_taken_at_the_edges_and_at_deadlines_between() {
    // when
    beatAt(1000);
    beatAt(2000);
    clock.pass(800);
    sampler.end();

    // then
    Series level = series("level");
    assertThat(level.startedAtMicros()).isEqualTo(micros(0));
    assertThat(level.offsetsMicros()).containsExactly(0, 1_000_000, 2_000_000, 2_800_000);
    assertThat(level.values()).containsExactly(10, 20, 30, 40);
    assertThat(sampler.missedDeadlines()).isZero();
    assertThat(also).isEqualTo(4);
  }

  @Test
  void growth_belongs_to_the_reading_at_its_end() {
    // when
    beatAt(1000);
    clock.pass(1000);
    sampler.end();

    // then
    Series growth = series("growth");
    assertThat(growth.startedAtMicros()).isEqualTo(micros(1_000_000));
    assertThat(growth.offsetsMicros()).containsExactly(0, 1_000_000);
    assertThat(growth.values()).containsExactly(100, 100);
    assertThat(series("share").values()).containsExactly(5000, 5000);
  }

  @Test
  void a_deadline_does_not_drift_when_a_sample_comes_late() {
    // when
    clock.pass(1300);
    sampler.beat(clock.nanos());

    // then
    assertThat(sampler.next() - clock.nanos()).isEqualTo(700_000_000);
    assertThat(sampler.missedDeadlines()).isZero();
  }

  @Test
  void deadlines_that_passed_are_counted_and_not_caught_up() {
    // when
    clock.pass(3400);
    sampler.beat(clock.nanos());
    sampler.beat(clock.nanos());

    // then
    assertThat(sampler.missedDeadlines()).isEqualTo(2);
    assertThat(counter.reads).isEqualTo(2);
    assertThat(sampler.next() - clock.nanos()).isEqualTo(600_000_000);
  }

  @Test
  void before_a_deadline_nothing_is_read() {
    // when
    clock.pass(999);
    sampler.beat(clock.nanos());

    // then
    assertThat(counter.reads).isEqualTo(1);
  }

  @Test
  void a_sample_just_before_the_end_gives_way_to_the_one_at_the_end() {
    // when
    beatAt(1000);
    clock.pass(100);
    sampler.end();

    // then
    assertThat(series("level").offsetsMicros()).containsExactly(0, 1_100_000);
  }

  @Test
  void a_sensor_that_fails_leaves_a_gap_and_comes_back() {
    // when
    counter.failing = true;
    beatAt(1000);
    counter.failing = false;
    clock.pass(1000);
    sampler.end();

    // then
    assertThat(series("level").offsetsMicros()).containsExactly(0, 2_000_000);
    assertThat(series("growth").values()).containsExactly(100);
    assertThat(sampler.failedReadings()).isEqualTo(1);
  }

  @Test
  void a_counter_that_went_backwards_is_no_sample() {
    // when
    beatAt(1000);
    counter.value = 5;
    clock.pass(1000);
    sampler.end();

    // then
    assertThat(series("growth").values()).containsExactly(100);
  }

  @Test
  void a_window_begun_anew_knows_nothing_of_the_last() {
    // given
    clock.pass(5500);
    sampler.beat(clock.nanos());

    // when
    sampler.begin();
    clock.pass(1000);
    sampler.end();

    // then
    assertThat(series("level").size()).isEqualTo(2);
    assertThat(sampler.missedDeadlines()).isZero();
  }

  @Test
  void a_window_too_long_for_its_rows_is_sampled_less_often() {
    // when
    QuietSampler day = sampler(SECOND / 10, 86_400 * SECOND);

    // then
    assertThat(day.intervalNanos())
        .isBetween(SECOND / 10, 86_400 * SECOND / QuietSampler.MOST_ROWS + 1);
  }

  private QuietSampler sampler(long interval, long longest) {
    return new QuietSampler(Sensors.of(List.of(counter)), clock, interval, longest, () -> also++);
  }

  private void beatAt(long millis) {
    clock.pass(millis - (clock.nanos() - began) / 1_000_000);
    sampler.beat(clock.nanos());
  }

  private Series series(String name) {
    return sampler.series().stream()
        .filter(series -> series.metric().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long micros(long offset) {
    return FakeClock.START.getEpochSecond() * 1_000_000 + offset;
  }

  /** A level that grows by 10 and counters that grow by 100 and 200 a reading. */
  private static final class Counter implements Sensor {

    private long level;
    private long value = 1_000_000;
    private int reads;
    private boolean failing;

    @Override
    public String name() {
      return "counter";
    }

    @Override
    public int width() {
      return 3;
    }

    @Override
    public void read(long[] row, int offset) throws IOException {
      if (failing) {
        throw new IOException("not now");
      }
      reads++;
      level += 10;
      value += 100;
      row[offset] = level;
      row[offset + 1] = value;
      row[offset + 2] = 2 * value;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(
          new Metric.Level("level", null, "n", 0, 1),
          new Metric.Growth("growth", null, "n", 1, 1),
          new Metric.Share("share", null, "0.01 %", 1, 2, 10_000));
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
