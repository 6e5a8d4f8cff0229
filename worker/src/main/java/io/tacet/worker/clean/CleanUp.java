package io.tacet.worker.clean;

import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.StatusSender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Runs the operator's program after each job: without a shell, output to a file, with a time limit.
 * One that fails is logged, counted and told to the operators; the worker goes on. One thread at a
 * time.
 */
public final class CleanUp {

  private static final Logger LOG = Logger.getLogger(CleanUp.class);

  private final List<String> command;
  private final Duration limit;
  private final Path log;
  private final EventFactory events;
  private final StatusSender sender;
  private final AtomicLong failures = new AtomicLong();

  /**
   * With this program.
   *
   * @param command program and arguments; empty: nothing to do
   * @param log where its output goes, overwritten each time
   */
  public CleanUp(
      List<String> command, Duration limit, Path log, EventFactory events, StatusSender sender) {
    this.command = List.copyOf(command);
    this.limit = limit;
    this.log = log;
    this.events = events;
    this.sender = sender;
  }

  /** Whether there is anything to run. */
  public boolean isWanted() {
    return !command.isEmpty();
  }

  /** Runs it. */
  public void after(HeldOrder held) {
    if (command.isEmpty()) {
      return;
    }
    Optional<String> failure = run();
    if (failure.isPresent()) {
      LOG.warnf("Clean-up failed (%d so far): %s", failures.incrementAndGet(), failure.get());
      sender.notice(notice(held, failure.get()));
    }
  }

  private Optional<String> run() {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return Optional.of(command.get(0) + " took longer than " + limit + " and was killed");
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(command.get(0) + " ended with " + process.exitValue() + ", see " + log);
    } catch (IOException e) {
      return Optional.of(command.get(0) + " could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(command.get(0) + " was not waited for");
    }
  }

  private Notice notice(HeldOrder held, String failure) {
    return Notice.newBuilder()
        .setEventId(events.newId())
        .setOccurredAt(events.now())
        .setMachine(events.machine())
        .setJobId(held.command().getJobId())
        .setScope(NoticeScope.OPERATORS)
        .setKind("clean-failed")
        .setSubject("Clean-up failed on " + events.machine())
        .setText(failure)
        .build();
  }
}
