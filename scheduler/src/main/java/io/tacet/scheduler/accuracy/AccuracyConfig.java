package io.tacet.scheduler.accuracy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of accuracy control. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.accuracy")
public interface AccuracyConfig {

  /** How often it is looked whether control runs are due or over. */
  @WithDefault("PT1S")
  Duration check();

  /** So many control runs in a row without values (failed, disturbed) are a failed window. */
  @WithDefault("3")
  int mostFailures();

  /** Pause after a control run was refused at submission. */
  @WithDefault("PT10M")
  Duration refusedPause();
}
