package io.tacet.it.harness;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.rest.Job;
import io.tacet.embedded.parts.ClassArchive;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;

/**
 * A run of the services and a worker before the first test, one job long, that leaves archives of
 * their classes where there are none: the tests start them a hundred times. One JVM does it; others
 * don't wait for it. Without it, or when it fails, the tests only start more slowly.
 */
final class FirstRun {

  private static final Logger LOG = Logger.getLogger(FirstRun.class);
  private static final List<String> MODULES =
      List.of("scheduler", "worker", "notifier", "accountant");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private FirstRun() {}

  static void of(Parts parts) {
    if (!Boolean.getBoolean(ClassArchive.RECORD)
        || MODULES.stream().allMatch(Service::isRecorded)) {
      return;
    }
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      try (FileChannel file =
              FileChannel.open(
                  target.resolve("first-run.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.tryLock()) {
        if (lock != null) {
          run(new Installation(parts, Files.createTempDirectory(target, "first-run")));
        }
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      // The tests do without, only more slowly, and show by themselves what is broken
      LOG.warn("The first run has failed; the tests start without archives of classes", e);
    }
  }

  private static void run(Installation installation) {
    try (Installation tacet = installation.recording()) {
      tacet.startScheduler();
      // Their own modules' tests, where they have run, have left theirs
      if (!Service.isRecorded("notifier")) {
        tacet.startNotifier();
      }
      if (!Service.isRecorded("accountant")) {
        tacet.startAccountant();
      }
      String machine = tacet.machine("m");
      tacet.api().register(machine);
      tacet.startWorker(machine);
      Job job = tacet.api().submit(Jobs.command(machine, "true"));
      Awaitility.await("the first job is over")
          .atMost(LIMIT)
          .until(() -> JobLifecycle.isEnd(JobState.valueOf(tacet.api().job(job.id()).state())));
    }
  }
}
