package io.tacet.worker.watch;

import io.tacet.worker.catalog.OpenSensors;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.sampling.QuietSampler;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sampling.Series;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Place;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads sensors and surveys while the machine has no job, or becomes fit for one. It has no thread:
 * who waits anyway asks {@link #untilDue} and calls {@link #look}. Sensors are opened anew with
 * each activity, and when readings have failed, so that one that was plugged in or came back is
 * found. One thread.
 */
public final class MachineWatch implements Closeable {

  private static final Logger LOG = Logger.getLogger(MachineWatch.class);

  /** Tables are made for so many batches: a broker that is away for a while loses nothing. */
  private static final int BATCHES = 4;

  private final SensorSettings settings;
  private final Place place;
  private final RunClock clock;
  private final List<WatchedSeries> taken = new ArrayList<>();
  private @Nullable Activity activity;
  private @Nullable OpenSensors sensors;
  private @Nullable QuietSampler sampler;
  private Surveying surveying = Surveying.NOTHING;
  private long nextBatch;

  /** Of what is configured, at this place; nothing is open yet. */
  public MachineWatch(SensorSettings settings, Place place, RunClock clock) {
    this.settings = settings;
    this.place = place;
    this.clock = clock;
  }

  /** Begins with an activity, or goes on with it. */
  public void during(Activity wanted) {
    if (activity == wanted) {
      return;
    }
    if (activity == null) {
      nextBatch = clock.nanos() + settings.publish().toNanos();
    }
    keep();
    closeSensors();
    activity = wanted;
    surveying = Surveying.of(settings, wanted, place, clock);
    openSensors(wanted);
    look();
  }

  /** Time until something is to be read or sent; may be long. */
  public Duration untilDue() {
    if (activity == null) {
      return Duration.ofNanos(Long.MAX_VALUE / 4);
    }
    long now = clock.nanos();
    long left = Math.min(nextBatch - now, surveying.next() - now);
    if (sampler != null) {
      left = Math.min(left, sampler.next() - now);
    }
    return Duration.ofNanos(Math.max(0, left));
  }

  /** Reads what is due. */
  public void look() {
    if (sampler != null) {
      sampler.beat(clock.nanos());
    }
    surveying.look();
  }

  /** Whether it is time to send what there is. */
  public boolean isBatchDue() {
    return activity != null && clock.nanos() - nextBatch >= 0;
  }

  /** What came since this was last called. */
  public List<WatchedSeries> take() {
    keep();
    nextBatch = clock.nanos() + settings.publish().toNanos();
    List<WatchedSeries> all = List.copyOf(taken);
    taken.clear();
    return all;
  }

  /** Ends the activity; nothing is open then. What was read can still be taken. */
  @Override
  public void close() {
    keep();
    closeSensors();
    surveying = Surveying.NOTHING;
    activity = null;
  }

  private void keep() {
    taken.addAll(surveying.take());
    QuietSampler open = sampler;
    if (open == null) {
      return;
    }
    for (Series series : open.take()) {
      taken.add(
          new WatchedSeries(
              series.metric().name(),
              series.metric().detail(),
              series.metric().unit(),
              series.startedAtMicros(),
              series.offsetsMicros(),
              series.values()));
    }
    Map<String, String> failed = open.failedReadings();
    if (!failed.isEmpty()) {
      LOG.warnf("Readings failed, opening all sensors again: %s", failed);
      Activity current = activity;
      closeSensors();
      if (current != null) {
        openSensors(current);
      }
    }
  }

  private void openSensors(Activity current) {
    OpenSensors open = OpenSensors.open(settings, current, place);
    sensors = open;
    if (!open.timed().isEmpty()) {
      sampler =
          new QuietSampler(
              open.timed(),
              clock,
              settings.publish().toNanos() * BATCHES,
              Double.POSITIVE_INFINITY,
              () -> {});
      sampler.begin();
    }
  }

  private void closeSensors() {
    sampler = null;
    OpenSensors open = sensors;
    sensors = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.warnf("Sensors were not closed properly: %s", e);
      }
    }
  }
}
