package io.tacet.scheduler.job;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.job.Dependencies.Predecessor;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.machine.Pools;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes rows of what is submitted, and queues and announces them. Thread-safe. */
@ApplicationScoped
class NewJobs {

  /** Time limit of a job that has none, s. */
  static final long DEFAULT_SECONDS = 3600;

  private static final int DEFAULT_ATTEMPTS = 3;

  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Dependencies dependencies;
  private final WindowWaits windows;
  private final Pools pools;
  private final Ids ids;
  private final InstantSource clock;

  NewJobs(
      JobStore jobs,
      JobAnnouncement announcement,
      Dependencies dependencies,
      WindowWaits windows,
      Pools pools,
      Ids ids,
      InstantSource clock) {
    this.jobs = jobs;
    this.announcement = announcement;
    this.dependencies = dependencies;
    this.windows = windows;
    this.pools = pools;
    this.ids = ids;
    this.clock = clock;
  }

  /** Ids for new jobs. */
  List<String> ids(int count) {
    return Stream.generate(ids::job).limit(count).toList();
  }

  /** Queues jobs in the transaction at hand, each with the id at its place. */
  List<JobRow> put(
      List<String> newIds,
      List<CheckedJob> checked,
      SubmissionLookup lookup,
      @Nullable String group) {
    Map<String, Predecessor> predecessors = predecessors(checked, lookup);
    Map<Map<String, String>, String> labelPools = new HashMap<>();
    List<JobRow> rows = new ArrayList<>();
    for (int i = 0; i < checked.size(); i++) {
      CheckedJob job = checked.get(i);
      String machine = job.machine();
      String pool =
          machine == null
              ? labelPools.computeIfAbsent(job.labels(), set -> pools.of(set, lookup.allowed()))
              : machine;
      rows.add(
          row(newIds.get(i), job, lookup.user(), standing(job, pool, group, predecessors, lookup)));
    }
    jobs.insertAll(rows);
    dependencies.addAll(newIds, checked);
    windows.apply(newIds, checked);
    announcement.sayAll(rows, JobState.QUEUED, What.NOTHING);
    return rows;
  }

  private Map<String, Predecessor> predecessors(List<CheckedJob> checked, SubmissionLookup lookup) {
    TreeSet<String> named =
        checked.stream()
            .flatMap(job -> job.after().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (named.isEmpty()) {
      return Map.of();
    }
    Map<String, Predecessor> found =
        dependencies.keep(named).stream()
            .filter(one -> lookup.maySee(one.submitter()))
            .collect(Collectors.toMap(Predecessor::id, Function.identity()));
    FieldErrors errors = new FieldErrors();
    for (CheckedJob job : checked) {
      for (int i = 0; i < job.after().size(); i++) {
        String field = job.field() + "after[" + i + "]";
        Predecessor one = found.get(job.after().get(i));
        if (one == null) {
          errors.add(field, "there is no job '" + job.after().get(i) + "'");
        } else {
          errors.require(
              job.however() || one.state() == JobState.FINISHED || one.isOpen(),
              field,
              "job " + one.id() + " is " + one.state() + ", so this one would never run");
        }
      }
    }
    errors.throwIfAny();
    return found;
  }

  private static Standing standing(
      CheckedJob job,
      String pool,
      @Nullable String group,
      Map<String, Predecessor> predecessors,
      SubmissionLookup lookup) {
    SubmitJob body = job.body();
    Integer priority = body.priority();
    long open =
        job.after().stream()
            .map(predecessors::get)
            .filter(one -> one != null && one.isOpen())
            .count();
    return new Standing(
        pool,
        priority == null ? 0 : priority,
        job.labels(),
        Boolean.TRUE.equals(body.hold()) ? lookup.user() : null,
        (int) open,
        null,
        body.latestStart(),
        group);
  }

  private JobRow row(String id, CheckedJob checked, String user, Standing standing) {
    SubmitJob body = checked.body();
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
        id,
        name == null ? JobNames.of(definition) : name.strip(),
        checked.project(),
        user,
        checked.machine(),
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
        false,
        standing);
  }
}
