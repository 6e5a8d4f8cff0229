package io.tacet.worker.power;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration of how a machine without jobs goes off. {@link PowerSettings} is it, checked. */
@ConfigMapping(prefix = "tacet.worker.power")
public interface PowerConfig {

  /** The machine goes off when there was no order for so long; it stays on unless given. */
  Optional<Duration> offAfter();

  /**
   * Program and arguments that turn it off or suspend it, run without a shell, as in {@code sudo -n
   * systemctl suspend}.
   */
  Optional<List<String>> command();

  /** How long the command may take; then it is killed and has failed. */
  @WithDefault("PT30S")
  Duration commandTimeout();

  /** How long the machine may still be on after the command; then the command has failed. */
  @WithDefault("PT2M")
  Duration grace();

  /** Pause after a first failure; doubled with each further one. */
  @WithDefault("PT5M")
  Duration retry();

  /** Longest pause after a failure. */
  @WithDefault("PT6H")
  Duration longestRetry();
}
