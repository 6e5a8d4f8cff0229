package io.tacet.scheduler.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the metrics. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.metrics")
public interface MetricsConfig {

  /** How often the queue is counted. */
  @WithDefault("PT15S")
  Duration every();
}
