package io.tacet.worker.catalog;

import io.quarkus.runtime.configuration.DurationConverter;
import io.tacet.scenario.Nearest;
import io.tacet.worker.catalog.SensorSettings.ChosenSensor;
import io.tacet.worker.catalog.SensorSettings.ChosenSurvey;
import io.tacet.worker.catalog.SensorsConfig.Chosen;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Pace;
import io.tacet.worker.sensor.Paces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes settings of a configuration and gathers all that is wrong with it. Used once. */
final class SettingsReader {

  private static final String SENSORS = "tacet.worker.sensors.";
  private static final String SAMPLING = "tacet.worker.sampling.";
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST_PUBLISH = Duration.ofHours(1);
  private static final Duration SHORTEST_BETWEEN = Duration.ofSeconds(1);

  private final Map<String, Chosen> chosen;
  private final SamplingConfig sampling;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(SensorsConfig sensors, SamplingConfig sampling) {
    this.chosen = new TreeMap<>(sensors.byName());
    this.sampling = sampling;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  SensorSettings read() {
    List<String> known = Catalog.descriptions().stream().map(Description::name).toList();
    for (String name : chosen.keySet()) {
      if (!known.contains(name)) {
        problems.add(SENSORS + name + ": there is no such sensor" + meant(name, known));
      }
    }
    atLeast("interval", sampling.interval(), SHORTEST);
    atLeast("idle-interval", sampling.idleInterval(), SHORTEST_BETWEEN);
    atLeast("cooling-interval", sampling.coolingInterval(), SHORTEST_BETWEEN);
    atLeast("publish-interval", sampling.publishInterval(), SHORTEST_BETWEEN);
    if (sampling.publishInterval().compareTo(LONGEST_PUBLISH) > 0) {
      problems.add(
          SAMPLING
              + "publish-interval must be at most "
              + LONGEST_PUBLISH
              + ", not "
              + sampling.publishInterval());
    }
    if (!(sampling.sensorShare() > 0)) {
      problems.add(SAMPLING + "sensor-share must be more than 0, not " + sampling.sensorShare());
    }
    List<ChosenSensor> sensors =
        Catalog.SENSORS.stream()
            .map(
                kind ->
                    new ChosenSensor(
                        kind,
                        options(kind.description()),
                        paces(kind.description(), true),
                        chosen.containsKey(kind.description().name())))
            .toList();
    List<ChosenSurvey> surveys =
        Catalog.SURVEYS.stream()
            .map(
                kind ->
                    new ChosenSurvey(
                        kind,
                        options(kind.description()),
                        paces(kind.description(), false),
                        chosen.containsKey(kind.description().name())))
            .toList();
    return new SensorSettings(
        sensors,
        surveys,
        sampling.edges() ? Pace.EDGES : new Pace.Every(sampling.interval()),
        sampling.idleInterval(),
        sampling.coolingInterval(),
        sampling.publishInterval(),
        sampling.sensorShare());
  }

  private Options options(Description sensor) {
    Chosen given = chosen.get(sensor.name());
    if (given == null) {
      return Options.usual(sensor.options());
    }
    List<String> known = sensor.options().stream().map(Option::name).toList();
    new TreeMap<>(given.options())
        .forEach(
            (name, value) -> {
              String key = SENSORS + sensor.name() + ".options." + name;
              Optional<Option> option =
                  sensor.options().stream().filter(one -> one.name().equals(name)).findFirst();
              if (option.isEmpty()) {
                problems.add(key + ": the sensor has no such option" + meant(name, known));
              } else {
                option.get().problem(value).ifPresent(wrong -> problems.add(key + " " + wrong));
              }
            });
    return new Options(sensor.options(), Map.copyOf(given.options()));
  }

  private Paces paces(Description sensor, boolean whileMeasuring) {
    Paces usual = sensor.paces();
    @Nullable Chosen given = chosen.get(sensor.name());
    if (given == null) {
      return usual;
    }
    SensorsConfig.Interval interval = given.interval();
    return new Paces(
        pace(sensor, given, usual, Activity.MEASURING, interval.measuring(), whileMeasuring),
        pace(sensor, given, usual, Activity.IDLE, interval.idle(), true),
        pace(sensor, given, usual, Activity.COOLING, interval.cooling(), true));
  }

  private Pace pace(
      Description sensor,
      Chosen given,
      Paces usual,
      Activity activity,
      Optional<String> interval,
      boolean possible) {
    String key = SENSORS + sensor.name() + ".";
    Pace pace = usual.in(activity);
    if (given.enabled().isPresent()) {
      String enabled = given.enabled().get();
      boolean once = activity == Activity.MEASURING; // three activities, one complaint
      if (once && !enabled.equals("true") && !enabled.equals("false")) {
        problems.add(key + "enabled must be true or false, not '" + enabled + "'");
      }
      if (enabled.equals("false") || !possible) {
        pace = Pace.OFF;
      } else if (pace instanceof Pace.Off) {
        pace = Pace.USUAL;
      }
    }
    if (interval.isEmpty()) {
      return pace;
    }
    String word = activity.name().toLowerCase(java.util.Locale.ROOT);
    Pace own = pace(key + "interval." + word, interval.get(), activity);
    if (!possible && !(own instanceof Pace.Off)) {
      problems.add(
          key + "interval." + word + " must be off: this one is not read while a job is measured");
    }
    return own;
  }

  private Pace pace(String key, String text, Activity activity) {
    return switch (text) {
      case "off" -> Pace.OFF;
      case "usual" -> Pace.USUAL;
      case "edges" -> edges(key, activity);
      default -> every(key, text, activity);
    };
  }

  private Pace edges(String key, Activity activity) {
    if (activity != Activity.MEASURING) {
      problems.add(key + " can't be edges: only a measurement has a start and an end");
    }
    return Pace.EDGES;
  }

  private Pace every(String key, String text, Activity activity) {
    boolean measuring = activity == Activity.MEASURING;
    Optional<Duration> period = duration(text);
    if (period.isEmpty()) {
      problems.add(
          key
              + " must be a duration (PT1S, 500ms), usual, "
              + (measuring ? "edges " : "")
              + "or off, not '"
              + text
              + "'");
      return Pace.OFF;
    }
    Duration shortest = measuring ? SHORTEST : SHORTEST_BETWEEN;
    if (period.get().compareTo(shortest) < 0) {
      problems.add(key + " must be at least " + shortest + ", not " + text);
    }
    return new Pace.Every(period.get());
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(DurationConverter.parseDuration(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void atLeast(String key, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0) {
      problems.add(SAMPLING + key + " must be at least " + shortest + ", not " + value);
    }
  }

  private static String meant(String given, List<String> known) {
    String all = known.isEmpty() ? "; it has none" : "; there are " + String.join(", ", known);
    return Nearest.to(given, known).map(near -> "; did you mean " + near + "?").orElse(all);
  }
}
