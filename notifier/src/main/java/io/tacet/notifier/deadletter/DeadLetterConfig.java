package io.tacet.notifier.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When operators hear of dead letters. */
@ConfigMapping(prefix = "tacet.notifier.dead-letters")
public interface DeadLetterConfig {

  /** Shortest time between two mails about them. */
  @WithDefault("PT1H")
  Duration again();

  /** Older ones are not told of: a service that starts for the first time reads all there are. */
  @WithDefault("P2D")
  Duration notOlderThan();
}
