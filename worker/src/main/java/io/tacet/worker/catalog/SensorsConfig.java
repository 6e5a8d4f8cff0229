package io.tacet.worker.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/**
 * Configuration of each sensor, by its name as {@code tacet-worker sensors} shows it. {@link
 * SensorSettings} is the same, checked.
 */
@ConfigMapping(prefix = "tacet.worker.sensors")
public interface SensorsConfig {

  /** By name of the sensor. */
  @WithParentName
  Map<String, Chosen> byName();

  /** Configuration of one sensor. */
  interface Chosen {

    /**
     * {@code true}: read it in each activity, {@code false}: in none; as it is by default unless
     * given. What is given under {@code interval} wins.
     */
    Optional<String> enabled();

    /** How often it is read. */
    Interval interval();

    /** Its options, by name. */
    Map<String, String> options();
  }

  /**
   * How often a sensor is read: a duration ({@code PT1S}, {@code 500ms}), {@code usual} ({@code
   * tacet.worker.sampling}), {@code edges} (at the start and the end of each phase only) or {@code
   * off}.
   */
  interface Interval {

    /** While a job is measured. */
    Optional<String> measuring();

    /** While there is no job. */
    Optional<String> idle();

    /** While the machine becomes fit for a job, and rests after one. */
    Optional<String> cooling();
  }
}
