package io.tacet.worker.catalog;

import io.tacet.worker.catalog.SensorSettings.ChosenSensor;
import io.tacet.worker.catalog.SensorSettings.ChosenSurvey;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sampling.SensorCost;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Pace;
import io.tacet.worker.sensor.Paces;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.Sensor;
import io.tacet.worker.survey.Survey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks which sensors and surveys this machine has and what reading each takes. It takes some
 * seconds and one CPU: not for a machine that measures.
 */
public final class Inventory {

  private static final Duration LONGEST = Duration.ofMillis(250);
  private static final int LOOKS = 5;
  private static final double NANOS_PER_MICRO = 1000;

  private final SensorSettings settings;
  private final Place place;
  private final RunClock clock;

  /**
   * One of them.
   *
   * @param survey whether it is one, and never read while a job is measured
   * @param paces how often it is read, in words, by activity
   * @param micros what a reading takes, µs; null when it is not here
   * @param metrics how many figures a reading brings here
   * @param missing why it is not here; null when it is
   */
  public record Entry(
      Description description,
      boolean survey,
      List<String> paces,
      @Nullable Double micros,
      int metrics,
      @Nullable String missing) {}

  /** Of what is configured, at this place. */
  public Inventory(SensorSettings settings, Place place, RunClock clock) {
    this.settings = settings;
    this.place = place;
    this.clock = clock;
  }

  /** Looks at those of some names. */
  public List<Entry> look(Predicate<String> wanted) {
    List<Entry> entries = new ArrayList<>();
    for (ChosenSensor sensor : settings.sensors()) {
      if (wanted.test(sensor.name())) {
        entries.add(entry(sensor));
      }
    }
    for (ChosenSurvey survey : settings.surveys()) {
      if (wanted.test(survey.name())) {
        entries.add(entry(survey));
      }
    }
    return entries;
  }

  /** Looks at the sensors that are read while a job is measured; those that are not here miss. */
  public List<MeasuredCost> measured() {
    List<MeasuredCost> costs = new ArrayList<>();
    for (ChosenSensor chosen : settings.sensors()) {
      OptionalLong interval =
          settings.interval(chosen.paces().in(Activity.MEASURING), Activity.MEASURING);
      if (interval.isPresent()) {
        cost(chosen)
            .map(
                cost ->
                    new MeasuredCost(
                        chosen.name(),
                        cost.micros(),
                        cost.exceeds(settings.sensorShare(), interval.getAsLong())))
            .ifPresent(costs::add);
      }
    }
    return costs;
  }

  private Optional<SensorCost> cost(ChosenSensor chosen) {
    try (Sensor sensor = chosen.kind().opener().open(place, chosen.options())) {
      SensorCost cost = SensorCost.of(sensor, clock, LONGEST);
      return cost.failures() == cost.readings() ? Optional.empty() : Optional.of(cost);
    } catch (NotHereException | IOException e) {
      return Optional.empty(); // tacet-worker sensors says why
    }
  }

  private Entry entry(ChosenSensor chosen) {
    Description description = chosen.kind().description();
    List<String> paces = words(chosen.paces());
    try (Sensor sensor = chosen.kind().opener().open(place, chosen.options())) {
      SensorCost cost = SensorCost.of(sensor, clock, LONGEST);
      if (cost.failures() == cost.readings()) {
        sensor.read(new long[sensor.width()], 0); // to say why
      }
      return new Entry(description, false, paces, cost.micros(), sensor.metrics().size(), null);
    } catch (NotHereException | IOException e) {
      return new Entry(description, false, paces, null, 0, why(e));
    }
  }

  private Entry entry(ChosenSurvey chosen) {
    Description description = chosen.kind().description();
    List<String> paces = words(chosen.paces());
    try {
      Survey survey = chosen.kind().opener().open(place, chosen.options());
      double least = Double.POSITIVE_INFINITY;
      int seen = 0;
      for (int i = 0; i < LOOKS; i++) {
        long before = clock.nanos();
        seen = survey.look().size();
        least = Math.min(least, (clock.nanos() - before) / NANOS_PER_MICRO);
      }
      return new Entry(description, true, paces, least, seen, null);
    } catch (NotHereException | IOException e) {
      return new Entry(description, true, paces, null, 0, why(e));
    }
  }

  private static String why(Exception reason) {
    return reason instanceof NotHereException
        ? String.valueOf(reason.getMessage())
        : "it can't be read: " + reason;
  }

  private List<String> words(Paces paces) {
    List<String> words = new ArrayList<>();
    for (Activity activity : Activity.values()) {
      Pace pace = paces.in(activity);
      OptionalLong interval = settings.interval(pace, activity);
      boolean edges = interval.isPresent() && interval.getAsLong() == Long.MAX_VALUE;
      words.add(
          interval.isEmpty()
              ? "off"
              : edges ? "edges" : words(Duration.ofNanos(interval.getAsLong())));
    }
    return words;
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
