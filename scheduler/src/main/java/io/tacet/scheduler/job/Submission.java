package io.tacet.scheduler.job;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.problem.FieldErrors;
import io.tacet.scheduler.problem.ProblemException;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes a job in: checks it, and in one transaction queues and announces it. Thread-safe. */
@ApplicationScoped
public class Submission {

  private static final Logger LOG = Logger.getLogger(Submission.class);
  private static final long DEFAULT_SECONDS = 3600;
  private static final int DEFAULT_ATTEMPTS = 3;

  private final SubmissionCheck check;
  private final Sql sql;
  private final Transactions transactions;
  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Dispatcher dispatcher;
  private final Ids ids;
  private final InstantSource clock;

  Submission(
      SchedulerConfig config,
      Sql sql,
      Transactions transactions,
      JobStore jobs,
      JobAnnouncement announcement,
      Dispatcher dispatcher,
      Ids ids,
      InstantSource clock) {
    this.check = new SubmissionCheck(new SourceRules(config.fileSources()));
    this.sql = sql;
    this.transactions = transactions;
    this.jobs = jobs;
    this.announcement = announcement;
    this.dispatcher = dispatcher;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Queues a job.
   *
   * @throws ProblemException 400 naming every field that is wrong
   */
  public JobRow submit(SubmitJob body, String user, Role role) {
    FieldErrors errors = new FieldErrors();
    check.check(body, errors);
    String machine = machine(body.machine(), errors);
    String project = project(body.project(), user, role, errors);
    errors.throwIfAny();
    JobRow job = row(body, user, machine, project);
    transactions.run(
        () -> {
          jobs.insert(job);
          announcement.say(job, JobState.QUEUED, What.NOTHING);
        });
    LOG.infof("job %s of %s is queued for %s", job.id(), user, machine);
    dispatcher.wake();
    return job;
  }

  private String machine(@Nullable String id, FieldErrors errors) {
    if (id == null || id.isBlank()) {
      errors.add("machine", "is missing");
      return "";
    }
    boolean known =
        sql.first("SELECT active FROM machines WHERE id = ?", row -> row.truth("active"), id)
            .orElse(false);
    errors.require(known, "machine", "there is no machine '" + printable(id) + "'");
    return id;
  }

  private String project(@Nullable String id, String user, Role role, FieldErrors errors) {
    List<String> own =
        sql.query(
            """
            SELECT p.id FROM members m JOIN projects p ON p.id = m.project_id
            WHERE m.user_id = ? AND p.active ORDER BY p.id
            """,
            row -> row.text("id"),
            user);
    if (id == null) {
      if (own.size() == 1) {
        return own.get(0);
      }
      errors.add(
          "project",
          own.isEmpty()
              ? "user '" + user + "' is in no project; an administrator can change that"
              : "must be given: one of " + String.join(", ", own));
      return "";
    }
    if (own.contains(id)) {
      return id;
    }
    boolean known =
        sql.first("SELECT active FROM projects WHERE id = ?", row -> row.truth("active"), id)
            .orElse(false);
    if (!known) {
      errors.add("project", "there is no project '" + printable(id) + "'");
    } else {
      errors.require(
          role == Role.ADMIN,
          "project",
          "user '" + user + "' may not submit to project '" + id + "'");
    }
    return id;
  }

  private JobRow row(SubmitJob body, String user, String machine, String project) {
    Map<String, String> variables = body.variables();
    Long seconds = body.timeLimitSeconds();
    Integer attempts = body.maxAttempts();
    JobDefinition definition =
        new JobDefinition(
            body.name() != null,
            body.command() == null ? null : List.copyOf(body.command()),
            body.scenario(),
            body.source(),
            variables == null ? Map.of() : Map.copyOf(variables),
            seconds == null ? DEFAULT_SECONDS : seconds,
            Boolean.TRUE.equals(body.interruptible()),
            CheckThreshold.of(body.checkThreshold()));
    String name = body.name();
    return new JobRow(
        ids.job(),
        name == null ? JobNames.of(definition) : name.strip(),
        project,
        user,
        machine,
        JobState.QUEUED,
        0,
        0,
        attempts == null ? DEFAULT_ATTEMPTS : attempts,
        null,
        definition,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false);
  }

  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }
}
