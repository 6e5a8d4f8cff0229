package io.tacet.cli.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tacet.cli.api.EventStream;
import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.api.SchedulerApi.JobFilter;
import io.tacet.cli.api.ServiceAway;
import io.tacet.cli.context.Context;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Json;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.output.Plain;
import io.tacet.contract.rest.LiveJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each change of a job, until it is stopped. A connection that breaks is opened
 * again where it ended.
 */
final class JobWatch {

  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SchedulerApi scheduler;
  private final JobFilter filter;
  private final Context context;
  private final OutputFormat output;
  private @Nullable String lastId;

  JobWatch(SchedulerApi scheduler, JobFilter filter, Context context, OutputFormat output) {
    this.scheduler = scheduler;
    this.filter = filter;
    this.context = context;
    this.output = output;
  }

  /** Watches until the thread is interrupted, or the scheduler refuses or is away for too long. */
  void watch() {
    Instant heard = context.clock().instant();
    while (!Thread.currentThread().isInterrupted()) {
      try (EventStream stream = scheduler.live(null, filter.machine(), filter.project(), lastId)) {
        read(stream);
        heard = context.clock().instant();
      } catch (ServiceAway e) {
        if (Duration.between(heard, context.clock().instant()).compareTo(PATIENCE) > 0) {
          throw e;
        }
        LockSupport.parkNanos(SLICE.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void read(EventStream stream) throws InterruptedException {
    Optional<EventStream.Event> event = stream.next(SLICE);
    while (event.isPresent() || !stream.isOver()) {
      event.ifPresent(this::show);
      event = stream.next(SLICE);
    }
  }

  private void show(EventStream.Event event) {
    if (!event.name().equals("job")) {
      return;
    }
    lastId = event.id();
    LiveJob change = change(event.data());
    if (filter.state() != null && !filter.state().equals(change.event().state())) {
      return;
    }
    context.terminal().out().println(output == OutputFormat.JSON ? event.data() : line(change));
    context.terminal().flush();
  }

  private static String line(LiveJob job) {
    String message = job.event().message();
    return Plain.text(
            "%s  %s  %-16s  %s  %s%s"
                .formatted(
                    Amounts.time(job.event().occurredAt()),
                    job.id(),
                    job.event().state(),
                    Amounts.orDash(job.machine()),
                    job.name(),
                    message == null ? "" : "  " + message))
        .replace('\n', ' ');
  }

  private static LiveJob change(String data) {
    try {
      return Json.mapper().readValue(data, LiveJob.class);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          e,
          "the scheduler tells of a change that this tacet can't read.",
          List.of("Use the tacet of the same version."));
    }
  }
}
