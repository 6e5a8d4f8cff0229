package io.tacet.scheduler.job;

import static java.util.Collections.nCopies;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Rights;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.SubmissionKeys.Made;
import io.tacet.scheduler.machine.Pools;
import io.tacet.scheduler.quota.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs in: checks them, and in one transaction queues and announces them, all or none.
 * Thread-safe.
 */
@ApplicationScoped
public class Submission {

  private static final Logger LOG = Logger.getLogger(Submission.class);
  private static final int MOST_JOBS = 10_000;
  private static final int MOST_ERRORS = 100;

  private final SubmissionCheck check;
  private final Sql sql;
  private final Pools pools;
  private final Rights rights;
  private final Quotas quotas;
  private final Transactions transactions;
  private final NewJobs newJobs;
  private final SubmissionKeys keys;
  private final Dispatcher dispatcher;
  private final Counter submittedJobs;
  private final Counter refused;

  Submission(
      SchedulerConfig config,
      Sql sql,
      Pools pools,
      Rights rights,
      Quotas quotas,
      Transactions transactions,
      NewJobs newJobs,
      SubmissionKeys keys,
      Dispatcher dispatcher,
      InstantSource clock,
      MeterRegistry metrics) {
    this.check = new SubmissionCheck(new SourceRules(config.fileSources()), clock);
    this.sql = sql;
    this.pools = pools;
    this.rights = rights;
    this.quotas = quotas;
    this.transactions = transactions;
    this.newJobs = newJobs;
    this.keys = keys;
    this.dispatcher = dispatcher;
    this.submittedJobs = metrics.counter("tacet.scheduler.submitted.jobs");
    this.refused = metrics.counter("tacet.scheduler.refused.submissions");
  }

  /**
   * Queues a job.
   *
   * @param key the client's idempotency key
   * @throws ProblemException 400 naming every field that is wrong; 409 when the key was used with
   *     another body
   */
  public Submitted submit(SubmitJob body, String user, Role role, @Nullable String key) {
    return submit(List.of(body), at -> "", user, role, keys.of(user, key, body));
  }

  /**
   * Queues up to 10,000 jobs, all or none.
   *
   * @throws ProblemException as for one, fields named {@code jobs[17].machine}
   */
  public Submitted submitAll(
      @Nullable List<@Nullable SubmitJob> bodies, String user, Role role, @Nullable String key) {
    FieldErrors errors = new FieldErrors();
    List<SubmitJob> all = new ArrayList<>();
    errors.require(bodies != null && !bodies.isEmpty(), "jobs", "must hold at least one job");
    errors.require(
        bodies == null || bodies.size() <= MOST_JOBS,
        "jobs",
        "must hold at most " + MOST_JOBS + " jobs");
    errors.throwIfAny();
    for (SubmitJob body : bodies == null ? List.<@Nullable SubmitJob>of() : bodies) {
      if (body == null) {
        errors.add("jobs[" + all.size() + "]", "must be an object");
        errors.throwIfAny();
      } else {
        all.add(body);
      }
    }
    return submit(all, at -> "jobs[" + at + "].", user, role, keys.of(user, key, all));
  }

  private Submitted submit(
      List<SubmitJob> bodies,
      Function<Integer, String> prefix,
      String user,
      Role role,
      SubmissionKeys.@Nullable Key key) {
    Optional<Made> made = keys.made(key);
    if (made.isPresent()) {
      return again(made.get());
    }
    SubmissionLookup lookup = new SubmissionLookup(sql, pools, rights, quotas, user, role);
    List<CheckedJob> checked = check(bodies, prefix, role, lookup);
    Submitted submitted =
        transactions.call(
            () -> {
              List<String> ids = newJobs.ids(checked.size());
              if (!keys.keep(key, ids, null)) {
                return again(keys.made(key).orElseThrow());
              }
              List<JobRow> unused = newJobs.put(ids, checked, lookup, null);
              return new Submitted(ids, false);
            });
    if (!submitted.again()) {
      List<String> ids = submitted.ids();
      submitted(ids, user);
    }
    dispatcher.wake();
    return submitted;
  }

  private void submitted(List<String> ids, String user) {
    submittedJobs.increment(ids.size());
    MDC.put("job", ids.get(0));
    LOG.infof("job %s of %s is queued (jobs together: %d)", ids.get(0), user, ids.size());
    MDC.remove("job");
  }

  private List<CheckedJob> check(
      List<SubmitJob> bodies,
      Function<Integer, String> prefix,
      Role role,
      SubmissionLookup lookup) {
    FieldErrors errors = new FieldErrors();
    List<CheckedJob> checked = new ArrayList<>();
    for (int i = 0; i < bodies.size() && errors.all().size() < MOST_ERRORS; i++) {
      String before = prefix.apply(i);
      FieldErrors own = new FieldErrors();
      checked.add(check.check(bodies.get(i), before, role, lookup, own));
      own.all().forEach(error -> errors.add(before + error.field(), error.message()));
    }
    if (!errors.all().isEmpty()) {
      refused.increment();
    }
    errors.throwIfAny();
    return checked;
  }

  /**
   * Checks a job that is to be queued several times.
   *
   * @param field what its fields' names begin with in messages, e.g. {@code job.}
   * @param errors what is wrong is added here; then the result is of no use
   */
  public Prepared prepare(
      SubmitJob body, String field, String user, Role role, FieldErrors errors) {
    SubmissionLookup lookup = new SubmissionLookup(sql, pools, rights, quotas, user, role);
    FieldErrors own = new FieldErrors();
    CheckedJob checked = check.check(body, field, role, lookup, own);
    own.all().forEach(error -> errors.add(field + error.field(), error.message()));
    return new Prepared(checked, lookup);
  }

  /** Queues a job several times, for a group if one is given, in the transaction at hand. */
  public List<JobRow> queue(Prepared prepared, int count, @Nullable String group) {
    return newJobs.put(
        newJobs.ids(count), nCopies(count, prepared.checked), prepared.lookup, group);
  }

  private static Submitted again(Made made) {
    return new Submitted(made.jobs(), true);
  }

  /** A job in which nothing was found wrong. */
  public static final class Prepared {

    private final CheckedJob checked;
    private final SubmissionLookup lookup;

    private Prepared(CheckedJob checked, SubmissionLookup lookup) {
      this.checked = checked;
      this.lookup = lookup;
    }

    /** The project it is submitted to. */
    public String project() {
      return checked.project();
    }
  }

  /**
   * What came of a submission. Immutable.
   *
   * @param ids of the jobs, in the order they were given
   * @param again whether it was made before, under the same key
   */
  public record Submitted(List<String> ids, boolean again) {}
}
