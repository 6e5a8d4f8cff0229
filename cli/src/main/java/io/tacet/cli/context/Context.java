package io.tacet.cli.context;

import io.tacet.cli.connection.StateDirectory;
import io.tacet.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process a verb runs in. Immutable.
 *
 * @param environment variables
 * @param launcher directory of the launcher and of the modules; null: not run by it
 * @param clock the time of day
 * @param command how this command was called, for hints
 */
public record Context(
    Terminal terminal,
    Map<String, String> environment,
    @Nullable Path launcher,
    InstantSource clock,
    String command) {

  /** Copies the variables. */
  public Context {
    environment = Map.copyOf(environment);
  }

  /** Where {@code up} and {@code demo} keep what they keep. */
  public StateDirectory state() {
    return StateDirectory.of(environment, launcher == null ? null : launcher.toString());
  }

  /** Whether to show stack traces. */
  public boolean debug() {
    return !environment.getOrDefault("TACET_DEBUG", "").isEmpty();
  }
}
