package io.tacet.worker.loop;

import io.tacet.schema.MetricSeries;
import io.tacet.worker.gate.Gate;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import io.tacet.worker.watch.MachineWatch;
import io.tacet.worker.watch.WatchedSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The machine is watched while the loop waits: each wait is cut where something is due, and what
 * was read is sent in batches. On the loop's thread.
 */
final class Watching implements Gate.Waiting {

  /** What is due so shortly before the end of a wait is read at its end: one wake-up less. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final MachineWatch watch;
  private final EventFactory events;
  private final StatusSender sender;
  private final StopRequest stop;

  Watching(MachineWatch watch, EventFactory events, StatusSender sender, StopRequest stop) {
    this.watch = watch;
    this.events = events;
    this.sender = sender;
    this.stop = stop;
  }

  /** Begins to watch, or goes on. */
  void during(Activity activity) {
    watch.during(activity);
  }

  /** How much of a wait there is until something is due. */
  Duration untilDue(Duration left) {
    Duration due = watch.untilDue();
    return due.plus(SOON).compareTo(left) >= 0 ? left : due;
  }

  /** Reads what is due, and sends if it is time to. */
  void look() {
    watch.look();
    if (watch.isBatchDue()) {
      send();
    }
  }

  /** Waits, but not longer than until a stop is requested. */
  void idle(Duration duration, Activity activity) {
    during(activity);
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    while (left > 0 && !stop.isRequested()) {
      stop.idle(untilDue(Duration.ofNanos(left)));
      look();
      left = end - System.nanoTime();
    }
  }

  @Override
  public void pause(Duration duration) throws StoppedException {
    during(Activity.COOLING);
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    do {
      stop.pause(untilDue(Duration.ofNanos(left)));
      look();
      left = end - System.nanoTime();
    } while (left > 0);
  }

  @Override
  public void over() {
    end();
  }

  /** Sends what there is and closes all sensors. */
  void end() {
    watch.close();
    send();
  }

  private void send() {
    for (WatchedSeries series : watch.take()) {
      sender.metrics(event(series));
    }
  }

  private MetricSeries event(WatchedSeries series) {
    return MetricSeries.newBuilder()
        .setEventId(events.newId())
        .setOccurredAt(events.now())
        .setMachine(events.machine())
        .setMetric(series.metric())
        .setDetail(series.detail())
        .setUnit(series.unit())
        .setChunk(0)
        .setStartedAt(Instant.EPOCH.plus(series.startedAtMicros(), ChronoUnit.MICROS))
        .setOffsetsMicros(Arrays.stream(series.offsetsMicros()).boxed().toList())
        .setValues(Arrays.stream(series.values()).boxed().toList())
        .build();
  }
}
