package io.tacet.worker.clean;

import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.log.RotatedFile;
import io.tacet.worker.log.Rotation;
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
 * Runs the operator's program after each job: without a shell, output to a log, with a time limit.
 * What came of it is for the machine's next status; one that fails is logged, counted and told to
 * the operators; the worker goes on. One thread at a time.
 */
public final class CleanUp {

  private static final Logger LOG = Logger.getLogger(CleanUp.class);
  private static final double NANOS = 1e9;

  /** For a killed program to go, and for the last of the output to come. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private final List<String> command;
  private final Duration limit;
  private final Path log;
  private final Rotation rotation;
  private final EventFactory events;
  private final StatusSender sender;
  private final AtomicLong failures = new AtomicLong();

  /**
   * With this program.
   *
   * @param command program and arguments; empty: nothing to do
   * @param log where its output goes, after that of the runs before
   */
  public CleanUp(
      List<String> command,
      Duration limit,
      Path log,
      Rotation rotation,
      EventFactory events,
      StatusSender sender) {
    this.command = List.copyOf(command);
    this.limit = limit;
    this.log = log;
    this.rotation = rotation;
    this.events = events;
    this.sender = sender;
  }

  /** Whether there is anything to run. */
  public boolean isWanted() {
    return !command.isEmpty();
  }

  /**
   * Runs it.
   *
   * @return how it ended, with the end of its output; empty when there is nothing to run
   */
  public Optional<String> after(HeldOrder held) {
    if (command.isEmpty()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    Ended ended = run("--- " + events.now() + ", after job " + held.command().getJobId());
    String message =
        "Clean-up: %s after %.1f s%s"
            .formatted(ended.how(), (System.nanoTime() - begin) / NANOS, ended.output());
    if (ended.failed()) {
      LOG.warnf("Clean-up failed (%d so far): %s", failures.incrementAndGet(), message);
      sender.notice(notice(held, message));
    }
    return Optional.of(message);
  }

  private record Ended(boolean failed, String how, String output) {}

  private Ended run(String heading) {
    String program = command.get(0);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      KeptOutput output =
          KeptOutput.of(process.getInputStream(), () -> RotatedFile.open(log, rotation), heading);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        boolean gone = process.destroyForcibly().waitFor(AFTERWARDS.toSeconds(), TimeUnit.SECONDS);
        output.end(AFTERWARDS);
        return new Ended(
            true,
            "%s took longer than %s and %s"
                .formatted(
                    program, limit, gone ? "was killed" : "can't be killed: it is another user's"),
            output.words());
      }
      output.end(AFTERWARDS);
      int code = process.exitValue();
      return new Ended(code != 0, "%s ended with %d".formatted(program, code), output.words());
    } catch (IOException e) {
      return new Ended(true, program + " could not be run: " + e.getMessage(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(true, program + " was not waited for", "");
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
