package io.tacet.cli.up;

import io.tacet.cli.failure.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The modules beside the launcher, built. Immutable.
 *
 * @param directory of the launcher
 */
public record Modules(Path directory) {

  /**
   * Those of this launcher.
   *
   * @throws CommandFailure when the command was not run by its launcher
   */
  public static Modules of(@Nullable Path launcher) {
    if (launcher == null) {
      throw new CommandFailure(
          "this verb starts the services, and does not know where they are.",
          "Run it by the script tacet at the top of the source tree.");
    }
    return new Modules(launcher);
  }

  /**
   * The jar that runs a service.
   *
   * @throws CommandFailure when it is not built
   */
  public Path serviceJar(String module) {
    Path jar = directory.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new CommandFailure(
          "the " + module + " is not built (there is no " + jar + ").",
          "Run the script tacet at the top of the source tree; it builds what is missing.");
    }
    return jar;
  }
}
