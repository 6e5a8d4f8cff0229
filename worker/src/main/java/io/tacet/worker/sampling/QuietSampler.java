package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.Sensor;
import io.tacet.worker.sensor.Sensors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples all sensors at the edges of a window and at absolute deadlines in it, {@code start + k ×
 * interval}. A deadline that has passed before its turn is counted and not caught up. {@link #beat}
 * allocates nothing. One thread.
 */
public final class QuietSampler implements Pulse {

  /** Readings that make the compilers finish before a window begins. */
  private static final int WARM_UP = 400;

  /** Rows kept of one window; a longer one is sampled less often. */
  static final int MOST_ROWS = 100_000;

  private final List<Sensor> sensors;
  private final Sensor[] inOrder;
  private final RunClock clock;
  private final Runnable alsoSampled;
  private final SampleTable table;
  private final long interval;
  private Instant startedAt = Instant.EPOCH;
  private long start;
  private long next;
  private long missed;
  private long failed;

  /**
   * Takes the memory it will need.
   *
   * @param intervalNanos between deadlines
   * @param longestNanos longest window
   * @param alsoSampled done with each sample; should allocate nothing
   */
  public QuietSampler(
      Sensors sensors,
      RunClock clock,
      long intervalNanos,
      long longestNanos,
      Runnable alsoSampled) {
    this.sensors = sensors.all();
    this.inOrder = this.sensors.toArray(new Sensor[0]);
    this.clock = clock;
    this.alsoSampled = alsoSampled;
    this.interval = Math.max(intervalNanos, longestNanos / MOST_ROWS + 1);
    int width = this.sensors.stream().mapToInt(Sensor::width).sum();
    // Two edges, and one for rounding.
    this.table = new SampleTable((int) (longestNanos / interval) + 3, width);
  }

  /** Reads everything often enough that reading it later costs no compilation. */
  public void warmUp() {
    for (int i = 0; i < WARM_UP; i++) {
      begin();
      beat(next);
      end();
    }
    table.clear();
  }

  /** Begins a window: first sample. */
  public void begin() {
    table.clear();
    missed = 0;
    failed = 0;
    startedAt = clock.now();
    start = clock.nanos();
    next = start + interval;
    sample(start);
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public void beat(long nowNanos) {
    if (nowNanos - next < 0) {
      return;
    }
    long passed = (nowNanos - next) / interval;
    missed += passed;
    next += (passed + 1) * interval;
    sample(nowNanos);
  }

  /** Ends a window: last sample. One that came less than half an interval before gives way. */
  public void end() {
    long now = clock.nanos();
    if (now - next >= 0) {
      missed += (now - next) / interval; // the last sample serves the last of them
    }
    if (table.rows() > 1 && now - table.nanosAt(table.rows() - 1) < interval / 2) {
      table.removeLast();
    }
    if (table.full()) {
      table.removeLast(); // without the edge, growth would not be that of the whole window
      missed++;
    }
    sample(now);
  }

  /** Deadlines of the last window that passed without a sample. */
  public long missedDeadlines() {
    return missed;
  }

  /** Time between deadlines, ns. */
  public long intervalNanos() {
    return interval;
  }

  /** Readings of the last window that failed, each a gap. */
  public long failedReadings() {
    return failed;
  }

  /** What the last window brought, metric by metric; copies it out. */
  public List<Series> series() {
    List<Series> all = new ArrayList<>();
    int offset = 0;
    for (Sensor sensor : sensors) {
      for (Metric metric : sensor.metrics()) {
        Series series = Series.of(metric, table, offset, startedAt, start);
        if (series.size() > 0) {
          all.add(series);
        }
      }
      offset += sensor.width();
    }
    return all;
  }

  private void sample(long now) {
    if (table.full()) {
      missed++;
      return;
    }
    int offset = table.append(now);
    for (Sensor sensor : inOrder) {
      try {
        sensor.read(table.values(), offset);
      } catch (IOException e) {
        failed++; // said after the window; the row has a gap
      }
      offset += sensor.width();
    }
    alsoSampled.run();
  }
}
