package io.tacet.worker.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration of how often sensors are read that have no interval of their own. */
@ConfigMapping(prefix = "tacet.worker.sampling")
public interface SamplingConfig {

  /** Time between two samples while a job is measured. */
  @WithDefault("PT1S")
  Duration interval();

  /**
   * Whether sensors are read at the start and the end of each phase only, and never in it: the
   * worker then does not wake up at all, and there are sums and no series. A sensor whose counter
   * could wrap round unseen is still read now and then, and one with an interval of its own at
   * that.
   */
  @WithDefault("false")
  boolean edges();

  /** Time between two samples while there is no job. */
  @WithDefault("PT30S")
  Duration idleInterval();

  /** Time between two samples while the machine becomes fit for a job, and rests after one. */
  @WithDefault("PT10S")
  Duration coolingInterval();

  /** Time between two sendings of samples while there is no job. */
  @WithDefault("PT1M")
  Duration publishInterval();

  /**
   * Most of its interval that reading a sensor may take while a job is measured; one that takes
   * more is left out of measurements, and its result says so.
   */
  @WithDefault("0.005")
  double sensorShare();
}
