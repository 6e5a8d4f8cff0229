package io.tacet.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a reader asks of signatures. */
@ConfigMapping(prefix = "tacet.signature")
public interface SignatureReading {

  /**
   * Whether every unsigned event is refused. One of a machine that has a registered key must be
   * signed in any case.
   */
  @WithDefault("false")
  boolean required();
}
