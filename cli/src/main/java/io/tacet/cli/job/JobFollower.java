package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.api.ServiceAway;
import io.tacet.cli.context.Context;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.LiveLine;
import io.tacet.cli.terminal.Paint;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobEvent;
import io.tacet.schema.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows a job's changes of state as they come, on standard error, until the job has ended. Asks
 * when the scheduler tells of a change, and seldom otherwise: on a machine that also runs the
 * servers every question is noise.
 */
public final class JobFollower {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MESSAGE_COLUMN = 27;
  private static final String PREPARING = "PREPARING";
  private static final String MEASURING = "MEASURING";

  private final SchedulerApi scheduler;
  private final Context context;
  private final Paint paint;
  private int shown;
  private String stateBefore = "";
  private @Nullable Instant awaySince;

  /** Asks this scheduler, writes to the context's terminal. */
  public JobFollower(SchedulerApi scheduler, Context context) {
    this.scheduler = scheduler;
    this.context = context;
    paint = context.terminal().paintErr();
  }

  /**
   * Follows. A scheduler that is away for a while, say for an update, is waited for.
   *
   * @return the job as it ended
   */
  public Job follow(String id) {
    try (LiveLine line = new LiveLine(context.terminal());
        JobNews news = new JobNews(scheduler, id)) {
      while (true) {
        Optional<Job> answer = look(id, line);
        if (answer.isPresent() && isEnd(answer.get().state())) {
          return answer.get();
        }
        Runnable show = () -> answer.map(this::now).ifPresent(line::show);
        show.run();
        boolean silent = answer.filter(job -> job.state().equals(MEASURING)).isPresent();
        news.await(silent, show);
        if (Thread.currentThread().isInterrupted()) {
          throw new CommandFailure("interrupted; the job goes on: tacet job " + id);
        }
      }
    }
  }

  /** Asks and shows what is new; empty while the scheduler does not answer: the job goes on. */
  private Optional<Job> look(String id, LiveLine line) {
    try {
      Job job = scheduler.job(id);
      List<JobEvent> events = scheduler.events(id, null).items();
      if (awaySince != null) {
        line.print("  the scheduler answers again");
        awaySince = null;
      }
      showEvents(job, events, line);
      return Optional.of(job);
    } catch (ServiceAway e) {
      Instant now = context.clock().instant();
      if (awaySince == null) {
        awaySince = now;
        line.print(
            "  "
                + paint.warning("the scheduler does not answer")
                + "; asking again. The job does not need it to go on.");
      }
      Duration away = Duration.between(awaySince, now);
      if (away.compareTo(PATIENCE) > 0) {
        throw e;
      }
      line.show("             no scheduler for " + away.toSeconds() + " s");
      return Optional.empty();
    }
  }

  private void showEvents(Job job, List<JobEvent> events, LiveLine line) {
    for (int i = Math.min(shown, events.size()); i < events.size(); i++) {
      JobEvent event = events.get(i);
      if (event.applied()) {
        line.print(text(job, event, i == events.size() - 1));
        stateBefore = event.state();
      }
    }
    shown = Math.max(shown, events.size());
  }

  private String text(Job job, JobEvent event, boolean last) {
    Duration since = Duration.between(job.submittedAt(), event.occurredAt());
    String when = String.format(Locale.ROOT, "%7.1f s", Math.max(0, since.toMillis()) / 1000.0);
    String state = String.format("%-12s", event.state());
    return ("  "
            + paint.faint(when)
            + "  "
            + colour(event.state(), state)
            + "  "
            + message(job, event, last))
        .stripTrailing();
  }

  private String message(Job job, JobEvent event, boolean last) {
    if (event.message() != null && !event.message().isBlank()) {
      return Plain.text(event.message()).replace("\n", "\n" + " ".repeat(MESSAGE_COLUMN));
    }
    boolean now = last && event.state().equals(job.state());
    if (isUnmeasured(event)) {
      return "what is not measured" + (now ? atMost(job.statusDueAt(), "") : "");
    }
    boolean silent = now && event.state().equals(MEASURING);
    return silent ? "the worker is silent now" + atMost(job.statusDueAt(), "") : "";
  }

  /** Preparation is told once, first: what comes again is set-up, or phases between silences. */
  private boolean isUnmeasured(JobEvent event) {
    return event.state().equals(PREPARING)
        && (stateBefore.equals(PREPARING) || stateBefore.equals(MEASURING));
  }

  private String colour(String state, String text) {
    return switch (state) {
      case "FINISHED" -> paint.good(text);
      case "FAILED", "REJECTED" -> paint.bad(text);
      case "INTERRUPTED", "WITHDRAWN", "CANCELLED", "CANCEL_REQUESTED" -> paint.warning(text);
      default -> paint.strong(text);
    };
  }

  private String now(Job job) {
    if (job.state().equals(MEASURING)) {
      return "             the worker is silent" + atMost(job.statusDueAt(), " more");
    }
    return "             " + job.state().toLowerCase(Locale.ROOT) + " …";
  }

  private String atMost(@Nullable Instant due, String more) {
    if (due == null) {
      return "";
    }
    Duration left = Duration.between(context.clock().instant(), due);
    return left.isNegative()
        ? "; its next word is overdue"
        : ", for at most " + (left.toSeconds() + 1) + " s" + more;
  }

  private static boolean isEnd(String state) {
    try {
      return JobLifecycle.isEnd(JobState.valueOf(state));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          e,
          "the scheduler speaks of a state " + state + " that this tacet does not know.",
          List.of("Use the tacet of the same version."));
    }
  }
}
