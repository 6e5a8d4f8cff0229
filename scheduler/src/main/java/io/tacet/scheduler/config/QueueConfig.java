package io.tacet.scheduler.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the queue. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.queue")
public interface QueueConfig {

  /** How often jobs are looked for whose pause is over or whose latest start has passed. */
  @WithDefault("PT1S")
  Duration check();

  /** Pause before the next attempt after the machine has failed; doubled with each next one. */
  @WithDefault("PT5S")
  Duration machinePause();

  /** The same after the infrastructure has failed, or nobody knows whose fault it was. */
  @WithDefault("PT15S")
  Duration infrastructurePause();

  /** Longest such pause. */
  @WithDefault("PT10M")
  Duration longestPause();

  /** How long an idempotency key is remembered. */
  @WithDefault("P7D")
  Duration keysKept();
}
