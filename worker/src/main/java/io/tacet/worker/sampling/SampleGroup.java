package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.Sensor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Sensors that are read at the same deadlines, {@code start + k × interval}, into a table of their
 * own. Once made, it allocates nothing. Not thread-safe.
 */
final class SampleGroup {

  /** So far away that it is never reached, and can still be compared by difference. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private final List<MeasuredSensor> sensors;
  private final MeasuredSensor[] inOrder;
  private final SampleTable table;
  private final long interval;
  private long start;
  private long next;
  private long missed;
  private int fresh;

  /**
   * Takes its memory.
   *
   * @param interval {@link TimedSensor#EDGES}: at the edges only
   * @param longest longest window, ns
   */
  SampleGroup(List<MeasuredSensor> sensors, long interval, long longest) {
    this.sensors = List.copyOf(sensors);
    this.inOrder = this.sensors.toArray(new MeasuredSensor[0]);
    this.interval = Math.min(interval, NEVER);
    // Two edges, and one for rounding.
    this.table = new SampleTable((int) (longest / this.interval) + 3, width(this.sensors));
  }

  static int width(List<MeasuredSensor> sensors) {
    return sensors.stream().mapToInt(one -> one.sensor().width()).sum();
  }

  long intervalNanos() {
    return interval;
  }

  void begin(long now) {
    table.clear();
    missed = 0;
    fresh = 0;
    start = now;
    next = now + interval;
    sample(now);
  }

  long next() {
    return next;
  }

  boolean due(long now) {
    return now - next >= 0;
  }

  /** Samples; deadlines that have passed meanwhile are counted and not caught up. */
  void beat(long now) {
    long passed = (now - next) / interval;
    missed += passed;
    next += (passed + 1) * interval;
    sample(now);
  }

  /** Last sample. One that came less than half an interval before gives way. */
  void end(long now) {
    if (now - next >= 0) {
      missed += (now - next) / interval; // the last sample serves the last of them
    }
    boolean close =
        table.rows() > 1 && now - table.nanosAt(table.rows() - 1) < Math.min(interval, NEVER) / 2;
    if (close && interval != NEVER) {
      table.removeLast();
    }
    if (table.full()) {
      table.removeLast(); // without the edge, growth would not be that of the whole window
      missed++;
    }
    sample(now);
  }

  long missed() {
    return missed;
  }

  /** Deadlines there were from the start to now. */
  long deadlines(long now) {
    return (now - start) / interval;
  }

  void forget() {
    table.clear();
  }

  /** Forgets what has been handed out, but for the last row, from which growth goes on. */
  void keepLast() {
    table.keepLast();
    fresh = table.rows();
  }

  void addSeries(List<Series> all, Instant startedAt, long startNanos) {
    int offset = 0;
    for (MeasuredSensor one : sensors) {
      if (!one.isLeftOut()) {
        for (Metric metric : one.sensor().metrics()) {
          Series series = Series.of(metric, table, fresh, offset, startedAt, startNanos);
          if (series.size() > 0) {
            all.add(series);
          }
        }
      }
      offset += one.sensor().width();
    }
  }

  private void sample(long now) {
    if (table.full()) {
      missed++;
      return;
    }
    int offset = table.append(now);
    for (MeasuredSensor one : inOrder) {
      Sensor sensor = one.sensor();
      if (!one.isLeftOut()) {
        try {
          sensor.read(table.values(), offset);
        } catch (IOException e) {
          one.failed(e); // said after the window; the row has a gap
        }
      }
      offset += sensor.width();
    }
  }
}
