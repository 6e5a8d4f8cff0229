package io.tacet.scheduler.machine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of what is kept of machines. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler.machine")
public interface MachineConfig {

  /**
   * How long the states that machines reported are kept; looked at every {@code
   * tacet.scheduler.trim-interval}. What people changed is kept for good.
   */
  @WithDefault("P90D")
  Duration reportsKept();
}
