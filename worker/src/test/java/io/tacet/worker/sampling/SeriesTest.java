package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.Sensor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final long START = 5_000_000_000L;
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00.000001Z");
  private static final long WALL_MICROS = 1_772_366_400_000_001L;
  private static final Metric LEVEL = new Metric.Level("level", null, "bytes", 0, 1024);
  private static final Metric GROWTH = new Metric.Growth("growth", "sda", "bytes", 0, 512);
  private static final Metric SHARE = new Metric.Share("share", null, "0.01 %", 0, 1, 10_000);

  @Test
  void a_level_is_each_reading_in_its_unit_at_its_time() {
    // given
    SampleTable table = new SampleTable(3, 1);
    row(table, 0, 3);
    row(table, 1_500_000, 4);

    // when
    Series series = Series.of(LEVEL, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(3072, 4096);
    assertThat(series.startedAtMicros()).isEqualTo(WALL_MICROS);
    assertThat(series.offsetsMicros()).containsExactly(0, 1500);
    assertThat(series.size()).isEqualTo(2);
    assertThat(series.metric()).isEqualTo(LEVEL);
  }

  @Test
  void growth_begins_with_the_second_reading_and_is_stamped_with_its_end() {
    // given
    SampleTable table = new SampleTable(3, 1);
    row(table, 0, 100);
    row(table, 1_000_000_000, 102);
    row(table, 2_000_000_000, 107);

    // when
    Series series = Series.of(GROWTH, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(2 * 512, 5 * 512);
    assertThat(series.startedAtMicros()).isEqualTo(WALL_MICROS + 1_000_000);
    assertThat(series.offsetsMicros()).containsExactly(0, 1_000_000);
  }

  @Test
  void growth_over_a_gap_is_not_lost() {
    // given: the sum must be what the counter grew from the first reading to the last
    SampleTable table = new SampleTable(3, 1);
    row(table, 0, 100);
    row(table, 1000, Sensor.MISSING);
    row(table, 2000, 130);

    // when
    Series series = Series.of(GROWTH, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(30 * 512);
    assertThat(series.startedAtMicros()).isEqualTo(WALL_MICROS + 2);
  }

  @Test
  void a_counter_that_goes_backwards_is_a_gap_and_counts_on_from_there() {
    // given: 32 bits that wrapped, or a device that came anew
    SampleTable table = new SampleTable(3, 1);
    row(table, 0, 4_294_967_290L);
    row(table, 1000, 10);
    row(table, 2000, 13);

    // when
    Series series = Series.of(GROWTH, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(3 * 512);
    assertThat(series.startedAtMicros()).isEqualTo(WALL_MICROS + 2);
  }

  @Test
  void counters_beyond_32_and_63_bits_grow_right() {
    // given: the second wraps from 2^63 − 1, as signed numbers do
    SampleTable table = new SampleTable(4, 1);
    row(table, 0, 4_294_967_295L);
    row(table, 1000, 4_294_967_297L);
    row(table, 2000, Long.MAX_VALUE);
    row(table, 3000, Long.MIN_VALUE + 4);

    // when
    Series series = Series.of(GROWTH, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()[0]).isEqualTo(2 * 512);
    assertThat(series.values()[2]).isEqualTo(5 * 512);
  }

  @Test
  void a_share_is_part_of_whole_on_its_scale() {
    // given: 25 of 100 ticks busy, then 3 of 8
    SampleTable table = new SampleTable(3, 2);
    row(table, 0, 1000, 10_000);
    row(table, 1000, 1025, 10_100);
    row(table, 2000, 1028, 10_108);

    // when
    Series series = Series.of(SHARE, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(2500, 3750);
  }

  @Test
  void a_share_of_no_time_at_all_is_a_gap() {
    // given: two readings within one tick
    SampleTable table = new SampleTable(3, 2);
    row(table, 0, 1000, 10_000);
    row(table, 1000, 1000, 10_000);
    row(table, 2000, 1001, 10_002);

    // when
    Series series = Series.of(SHARE, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(5000);
  }

  @Test
  void a_share_is_never_more_than_the_whole() {
    // given: the kernel's iowait may go backwards (proc(5)), here by 5 while 10 were busy
    SampleTable table = new SampleTable(3, 2);
    row(table, 0, 1000, 10_000);
    row(table, 1000, 1010, 10_005);
    row(table, 2000, 1011, 10_015);

    // when
    Series series = Series.of(SHARE, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(1000);
  }

  @Test
  void a_share_needs_both_counters() {
    // given
    SampleTable table = new SampleTable(3, 2);
    row(table, 0, 1000, 10_000);
    row(table, 1000, 1010, Sensor.MISSING);
    row(table, 2000, 1020, 10_040);

    // when
    Series series = Series.of(SHARE, table, 0, 0, WALL, START);

    // then
    assertThat(series.values()).containsExactly(5000);
  }

  @Test
  void columns_count_from_the_sensors_first() {
    // given: another sensor's column in front
    SampleTable table = new SampleTable(1, 2);
    row(table, 0, 99, 3);

    // when, then
    assertThat(Series.of(LEVEL, table, 0, 1, WALL, START).values()).containsExactly(3072);
  }

  @Test
  void nothing_but_gaps_is_a_series_of_none() {
    // given
    SampleTable table = new SampleTable(1, 1);
    row(table, 0, Sensor.MISSING);

    // when
    Series series = Series.of(LEVEL, table, 0, 0, WALL, START);

    // then
    assertThat(series.size()).isZero();
    assertThat(series.offsetsMicros()).isEmpty();
  }

  private static void row(SampleTable table, long afterNanos, long... values) {
    int offset = table.append(START + afterNanos);
    System.arraycopy(values, 0, table.values(), offset, values.length);
  }
}
