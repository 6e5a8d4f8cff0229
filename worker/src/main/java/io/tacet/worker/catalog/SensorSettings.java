package io.tacet.worker.catalog;

import io.tacet.worker.config.InvalidSettingsException;
import io.tacet.worker.sampling.TimedSensor;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Pace;
import io.tacet.worker.sensor.Paces;
import io.tacet.worker.sensor.SensorKind;
import io.tacet.worker.survey.SurveyKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which sensors are read, how, and how often. Immutable.
 *
 * @param sensors all kinds, in the catalog's order
 * @param surveys all kinds, in the catalog's order
 * @param measuring usual pace while a job is measured
 * @param idle usual interval while there is none
 * @param cooling usual interval while the machine becomes fit for one
 * @param publish between two sendings while there is no job
 * @param sensorShare most of its interval a sensor may take in a measurement
 */
public record SensorSettings(
    List<ChosenSensor> sensors,
    List<ChosenSurvey> surveys,
    Pace measuring,
    Duration idle,
    Duration cooling,
    Duration publish,
    double sensorShare) {

  /**
   * A sensor.
   *
   * @param asked whether the configuration names it
   */
  public record ChosenSensor(SensorKind kind, Options options, Paces paces, boolean asked) {

    /** Its name. */
    public String name() {
      return kind.description().name();
    }
  }

  /**
   * A survey.
   *
   * @param asked whether the configuration names it
   */
  public record ChosenSurvey(SurveyKind kind, Options options, Paces paces, boolean asked) {

    /** Its name. */
    public String name() {
      return kind.description().name();
    }
  }

  /**
   * Checks a configuration.
   *
   * @throws InvalidSettingsException with all that is wrong at once
   */
  public static SensorSettings of(SensorsConfig sensors, SamplingConfig sampling) {
    SettingsReader reader = new SettingsReader(sensors, sampling);
    SensorSettings settings = reader.read();
    if (!reader.problems().isEmpty()) {
      throw new InvalidSettingsException(reader.problems());
    }
    return settings;
  }

  /** What is wrong with a configuration; empty when nothing. */
  public static List<String> problems(SensorsConfig sensors, SamplingConfig sampling) {
    SettingsReader reader = new SettingsReader(sensors, sampling);
    reader.read();
    return reader.problems();
  }

  /** All as it is by default, at this interval while a job is measured. */
  public static SensorSettings usual(Duration measuring) {
    SettingsReader reader = new SettingsReader(Map::of, new DefaultSampling(measuring));
    return reader.read();
  }

  /** Nothing is read while there is no job, and the rest as by default. */
  public static SensorSettings onlyMeasuring(Duration measuring) {
    SensorSettings usual = usual(measuring);
    return new SensorSettings(
        usual.sensors.stream()
            .map(
                one ->
                    new ChosenSensor(
                        one.kind(), one.options(), measuringOnly(one.paces()), one.asked()))
            .toList(),
        List.of(),
        usual.measuring,
        usual.idle,
        usual.cooling,
        usual.publish,
        usual.sensorShare);
  }

  private static Paces measuringOnly(Paces paces) {
    return new Paces(paces.measuring(), Pace.OFF, Pace.OFF);
  }

  /** Interval of a pace in an activity, ns; empty: not at all. */
  public OptionalLong interval(Pace pace, Activity activity) {
    if (pace instanceof Pace.Off) {
      return OptionalLong.empty();
    }
    if (pace instanceof Pace.Edges) {
      return OptionalLong.of(TimedSensor.EDGES);
    }
    if (pace instanceof Pace.Every every) {
      return OptionalLong.of(every.period().toNanos());
    }
    return switch (activity) {
      case MEASURING -> interval(measuring, activity);
      case IDLE -> OptionalLong.of(idle.toNanos());
      case COOLING -> OptionalLong.of(cooling.toNanos());
    };
  }
}
