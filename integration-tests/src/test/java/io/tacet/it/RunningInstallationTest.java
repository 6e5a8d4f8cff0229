package io.tacet.it;

import static org.awaitility.Awaitility.await;

import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A test that does not touch the scheduler: all such tests of this JVM share an installation whose
 * scheduler runs with default settings. Whatever else a test starts ends with it; its machines and
 * users have names of their own.
 */
abstract class RunningInstallationTest extends InstallationTest {

  private int before;

  /** A test before this one may have killed broker or database, which the scheduler outlives. */
  @Override
  final Installation open() {
    Installation shared = Shared.INSTALLATION;
    before = shared.started();
    await("the shared scheduler is ready")
        .atMost(LIMIT)
        .until(() -> shared.isReady(ServiceRole.SCHEDULER));
    return shared;
  }

  @Override
  final void close(Installation shared) {
    shared.stopAllAfter(before);
  }

  @Override
  final void startScheduler() {
    // It runs
  }

  /** Its processes end with this one. */
  private static final class Shared {

    static final Installation INSTALLATION = start();

    private static Installation start() {
      try {
        Path directory = Files.createDirectories(Path.of("target", "running-installations"));
        Installation installation =
            new Installation(
                Parts.shared(), Files.createTempDirectory(directory, "it").toAbsolutePath());
        installation.startScheduler();
        return installation;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
