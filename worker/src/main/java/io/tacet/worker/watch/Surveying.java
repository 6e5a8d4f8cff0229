package io.tacet.worker.watch;

import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.survey.Observation;
import io.tacet.worker.survey.Survey;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** The surveys of one activity and when each is due. One thread. */
final class Surveying {

  private static final Logger LOG = Logger.getLogger(Surveying.class);
  private static final long NEVER = Long.MAX_VALUE / 4;

  /** None. */
  static final Surveying NOTHING = new Surveying(List.of(), RunClock.system());

  private final List<Due> all;
  private final RunClock clock;
  private final List<Seen> seen = new ArrayList<>();

  private record Seen(long atMicros, Observation observation) {}

  private record Key(String metric, String detail, String unit) {}

  private static final class Due {
    private final String name;
    private final Survey survey;
    private final long interval;
    private long next;

    Due(String name, Survey survey, long interval, long now) {
      this.name = name;
      this.survey = survey;
      this.interval = interval;
      this.next = now;
    }
  }

  private Surveying(List<Due> all, RunClock clock) {
    this.all = all;
    this.clock = clock;
  }

  /** Opens those of an activity; one that is not here is left out. */
  static Surveying of(SensorSettings settings, Activity activity, Place place, RunClock clock) {
    List<Due> all = new ArrayList<>();
    for (SensorSettings.ChosenSurvey chosen : settings.surveys()) {
      OptionalLong interval = settings.interval(chosen.paces().in(activity), activity);
      if (interval.isPresent()) {
        try {
          Survey survey = chosen.kind().opener().open(place, chosen.options());
          all.add(new Due(chosen.name(), survey, interval.getAsLong(), clock.nanos()));
        } catch (NotHereException | IOException e) {
          LOG.logf(
              chosen.asked() ? Logger.Level.WARN : Logger.Level.DEBUG,
              "Sensor %s is not here: %s",
              chosen.name(),
              e.getMessage());
        }
      }
    }
    return new Surveying(all, clock);
  }

  /** When the next is due, monotonic ns. */
  long next() {
    long now = clock.nanos();
    long left = NEVER;
    for (Due one : all) {
      left = Math.min(left, one.next - now);
    }
    return now + left;
  }

  /** Looks at what is due; a deadline that has passed is not caught up. */
  void look() {
    long now = clock.nanos();
    for (Due one : all) {
      if (now - one.next >= 0) {
        one.next += ((now - one.next) / one.interval + 1) * one.interval;
        look(one);
      }
    }
  }

  private void look(Due one) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.now());
    try {
      for (Observation observation : one.survey.look()) {
        seen.add(new Seen(micros, observation));
      }
    } catch (IOException e) {
      LOG.warnf("Sensor %s failed, trying again at its next time: %s", one.name, e);
    }
  }

  /** What was seen since this was last called, by metric and detail. */
  List<WatchedSeries> take() {
    Map<Key, List<Seen>> byKey = new LinkedHashMap<>();
    for (Seen one : seen) {
      Observation observation = one.observation();
      String detail = observation.detail();
      Key key = new Key(observation.metric(), detail == null ? "" : detail, observation.unit());
      byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(one);
    }
    seen.clear();
    List<WatchedSeries> series = new ArrayList<>();
    byKey.forEach((key, samples) -> series.add(series(key, samples)));
    return series;
  }

  private static WatchedSeries series(Key key, List<Seen> samples) {
    long first = samples.get(0).atMicros();
    return new WatchedSeries(
        key.metric(),
        key.detail().isEmpty() ? null : key.detail(),
        key.unit(),
        first,
        samples.stream().mapToLong(one -> Math.max(0, one.atMicros() - first)).toArray(),
        samples.stream().mapToDouble(one -> one.observation().value()).toArray());
  }
}
