package io.tacet.cli.connection;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directory with what {@code up} and {@code demo} keep: data, logs, the connection file.
 * Immutable.
 */
public record StateDirectory(Path path) {

  /** Variable that names another directory. */
  public static final String VARIABLE = "TACET_HOME";

  private static final String DEFAULT = ".tacet";

  /**
   * {@code TACET_HOME}, else {@code .tacet} beside the launcher.
   *
   * @param launcher directory of the launcher; null: not run by it, the working directory is taken
   */
  public static StateDirectory of(Map<String, String> environment, @Nullable String launcher) {
    String given = environment.getOrDefault(VARIABLE, "");
    Path path =
        given.isEmpty() ? Path.of(launcher == null ? "" : launcher, DEFAULT) : Path.of(given);
    return new StateDirectory(path.toAbsolutePath().normalize());
  }

  /** Something in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** Where the servers that are up say how to reach them. */
  public ConnectionFile connectionFile() {
    return new ConnectionFile(resolve("connection.json"));
  }
}
