package io.tacet.worker.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples sensors at the edges of a window and at absolute deadlines in it, {@code start + k ×
 * interval}, each at its own interval; those whose deadlines coincide are read in one wake-up. A
 * deadline that has passed before its turn is counted and not caught up. {@link #beat} allocates
 * nothing. One thread.
 */
public final class QuietSampler implements Pulse {

  /** Turns before a window at least. */
  private static final int LEAST_WARM_UP = 100;

  /** Turns that make the compilers finish: they look at what is called, each 128 calls. */
  private static final int WARM_UP = 300;

  /**
   * Longest time for the readings of one sensor before a window, and for turns beyond the least.
   */
  private static final Duration LONGEST_WARM_UP = Duration.ofMillis(250);

  /** Rows kept of one window; a longer one is sampled less often. */
  static final int MOST_ROWS = 100_000;

  /** Figures kept of one window, 8 MB; with more, all is sampled less often. */
  static final long MOST_FIGURES = 1_000_000;

  private static final double NANOS_PER_MICRO = 1000;

  private final List<MeasuredSensor> sensors = new ArrayList<>();
  private final Map<MeasuredSensor, Long> intervals = new java.util.HashMap<>();
  private final SampleGroup[] groups;
  private final RunClock clock;
  private final Runnable alsoSampled;
  private final double allowedShare;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private boolean costsKnown;
  private Instant startedAt = Instant.EPOCH;
  private long start;
  private long end;
  private long next;

  /**
   * Takes the memory it will need.
   *
   * @param longestNanos longest window
   * @param allowedShare a sensor whose reading takes more than this part of its interval is left
   *     out; infinity: none is
   * @param alsoSampled done with each sample; should allocate nothing
   */
  public QuietSampler(
      List<TimedSensor> timed,
      RunClock clock,
      long longestNanos,
      double allowedShare,
      Runnable alsoSampled) {
    this.clock = clock;
    this.alsoSampled = alsoSampled;
    this.allowedShare = allowedShare;
    Map<Long, List<MeasuredSensor>> byInterval = new TreeMap<>();
    long stretch = stretch(timed, longestNanos);
    for (TimedSensor one : timed) {
      long interval = interval(one, stretch, longestNanos);
      MeasuredSensor measured = new MeasuredSensor(one.sensor());
      sensors.add(measured);
      intervals.put(measured, interval);
      byInterval.computeIfAbsent(interval, key -> new ArrayList<>()).add(measured);
    }
    this.groups =
        byInterval.entrySet().stream()
            .map(entry -> new SampleGroup(entry.getValue(), entry.getKey(), longestNanos))
            .toArray(SampleGroup[]::new);
  }

  private static long interval(TimedSensor timed, long stretch, long longest) {
    if (timed.effectiveNanos() == TimedSensor.EDGES) {
      return TimedSensor.EDGES;
    }
    long wanted = Math.max(timed.effectiveNanos() * stretch, longest / MOST_ROWS + 1);
    return Math.min(wanted, timed.sensor().longestGapNanos());
  }

  private static long stretch(List<TimedSensor> timed, long longest) {
    double figures = 0;
    for (TimedSensor one : timed) {
      figures += (double) longest / one.effectiveNanos() * one.sensor().width();
    }
    return Math.max(1, (long) Math.ceil(figures / MOST_FIGURES));
  }

  /**
   * Reads everything often enough that reading it later costs no compilation. The first time, it
   * looks what each reading takes, and leaves out what takes too long.
   */
  public void warmUp() {
    for (MeasuredSensor one : sensors) {
      if (!one.isLeftOut()) {
        SensorCost cost = SensorCost.of(one.sensor(), clock, LONGEST_WARM_UP);
        long interval = intervals.getOrDefault(one, TimedSensor.EDGES);
        if (!costsKnown && cost.exceeds(allowedShare, interval)) {
          one.leaveOut();
          leftOut.add(
              new LeftOut(
                  one.sensor().name(), cost.micros(), allowedShare * interval / NANOS_PER_MICRO));
        }
      }
    }
    costsKnown = true;
    long enough = clock.nanos() + LONGEST_WARM_UP.toNanos();
    for (int i = 0; i < LEAST_WARM_UP || (i < WARM_UP && clock.nanos() - enough < 0); i++) {
      begin();
      beat(next);
      end();
    }
    for (SampleGroup group : groups) {
      group.forget();
    }
    forgetFailures();
  }

  /** Begins a window: first sample. */
  public void begin() {
    forgetFailures();
    startedAt = clock.now();
    start = clock.nanos();
    end = start;
    for (SampleGroup group : groups) {
      group.begin(start);
    }
    alsoSampled.run();
    next = nearest();
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
    for (SampleGroup group : groups) {
      if (group.due(nowNanos)) {
        group.beat(nowNanos);
      }
    }
    alsoSampled.run();
    next = nearest();
  }

  /** Ends a window: last sample. One that came less than half an interval before gives way. */
  public void end() {
    end = clock.nanos();
    for (SampleGroup group : groups) {
      group.end(end);
    }
    alsoSampled.run();
  }

  /** Deadlines of the last window that passed without a sample. */
  public long missedDeadlines() {
    long missed = 0;
    for (SampleGroup group : groups) {
      missed += group.missed();
    }
    return missed;
  }

  /** Deadlines of the last window, of each interval its own. */
  public long deadlines() {
    long deadlines = 0;
    for (SampleGroup group : groups) {
      deadlines += group.deadlines(end);
    }
    return deadlines;
  }

  /** Shortest time between deadlines, ns. */
  public long intervalNanos() {
    return groups.length == 0 ? SampleGroup.NEVER : groups[0].intervalNanos();
  }

  /**
   * Readings of the last window that failed, each a gap: how many, by sensor, and the last's why.
   */
  public Map<String, String> failedReadings() {
    Map<String, String> failed = new TreeMap<>();
    for (MeasuredSensor one : sensors) {
      if (one.failures() > 0) {
        failed.put(one.sensor().name(), one.failures() + " × " + one.lastFailure());
      }
    }
    return failed;
  }

  /** Sensors that take too long, known after {@link #warmUp}. */
  public List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** What the last window brought, metric by metric; copies it out. */
  public List<Series> series() {
    List<Series> all = new ArrayList<>();
    for (SampleGroup group : groups) {
      group.addSeries(all, startedAt, start);
    }
    return all;
  }

  /**
   * What came since the window began or this was last called, without ending the window: growth
   * goes on from the last sample. Time of day is taken anew.
   */
  public List<Series> take() {
    Instant now = clock.now();
    long nanos = clock.nanos();
    List<Series> all = new ArrayList<>();
    for (SampleGroup group : groups) {
      group.addSeries(all, now, nanos);
      group.keepLast();
    }
    return all;
  }

  private long nearest() {
    long nearest = start + SampleGroup.NEVER;
    for (SampleGroup group : groups) {
      if (group.next() - nearest < 0) {
        nearest = group.next();
      }
    }
    return nearest;
  }

  private void forgetFailures() {
    for (MeasuredSensor one : sensors) {
      one.forgetFailures();
    }
  }
}
