package io.tacet.notifier.machine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a machine may be in a state before operators hear of it. */
@ConfigMapping(prefix = "tacet.notifier.machines")
public interface MachineWatchConfig {

  /** Cooling down before a job. */
  @WithDefault("PT30M")
  Duration tooHotAfter();

  /** Warming up before a job. */
  @WithDefault("PT30M")
  Duration warmUpAfter();

  /** Waiting for a person, or for a check to be met. */
  @WithDefault("PT5M")
  Duration blockedAfter();

  /** How long to wait before the same is told of the same machine again. */
  @WithDefault("PT6H")
  Duration again();
}
