package io.tacet.accountant.share;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Weights of projects for the scheduler. */
@ConfigMapping(prefix = "tacet.accountant.share")
public interface ShareSettings {

  /** Time between two looks at the ledger; a change is announced that much later at most. */
  @WithDefault("PT2S")
  Duration every();
}
