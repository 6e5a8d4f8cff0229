package io.tacet.notifier.backlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When operators hear that mails wait. */
@ConfigMapping(prefix = "tacet.notifier.backlog")
public interface BacklogConfig {

  /** How long a mail has to wait for the mail server before operators hear of it. */
  @WithDefault("PT1H")
  Duration after();

  /** How long to wait before they hear of another backlog. */
  @WithDefault("P1D")
  Duration again();
}
