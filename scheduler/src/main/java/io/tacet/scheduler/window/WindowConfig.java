package io.tacet.scheduler.window;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the start windows. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.window")
public interface WindowConfig {

  /** How often windows are looked at that may have opened or closed. */
  @WithDefault("PT1S")
  Duration check();

  /** How often a feed is read. */
  @WithDefault("PT5M")
  Duration feedEvery();

  /** How long reading a feed may take. */
  @WithDefault("PT10S")
  Duration feedTimeout();
}
