package io.tacet.scheduler.job;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobEvent;
import io.tacet.contract.rest.LogPage;
import io.tacet.contract.rest.Page;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.schema.JobState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/jobs}: what jobs there are. A submitter sees own jobs only; operators see all. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "jobs", description = "Submit, follow and cancel jobs")
public class JobResource {

  private static final int USUAL = 50;
  private static final int USUAL_EVENTS = 200;

  private final Caller caller;
  private final VisibleJobs visible;
  private final Dependencies dependencies;
  private final Estimates estimates;
  private final JobStore jobs;
  private final JobHistory history;
  private final JobLogs logs;

  JobResource(
      Caller caller,
      VisibleJobs visible,
      Dependencies dependencies,
      Estimates estimates,
      JobStore jobs,
      JobHistory history,
      JobLogs logs) {
    this.caller = caller;
    this.visible = visible;
    this.dependencies = dependencies;
    this.estimates = estimates;
    this.jobs = jobs;
    this.history = history;
    this.logs = logs;
  }

  /** Lists jobs, newest first. */
  @GET
  @Operation(operationId = "listJobs", summary = "List jobs, newest first, without their outcome")
  public Page<Job> list(
      @Parameter(description = "Only these states; may be repeated", example = "QUEUED") @RestQuery
          @Nullable List<String> state,
      @RestQuery @Nullable String machine,
      @RestQuery @Nullable String project,
      @RestQuery @Nullable String cursor,
      @Parameter(description = "Items per page, 1 to 500", example = "50") @RestQuery
          @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    Set<JobState> states = states(state, errors);
    errors.throwIfAny();
    String submitter = caller.may(Role.OPERATOR) ? null : caller.user();
    List<JobRow> rows =
        jobs.list(
            new JobFilter(submitter, machine, project, states, paging.after(), paging.rows()));
    return paging.page(rows, JobRow::id, JobViews::of);
  }

  /** Shows a job. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getJob",
      summary = "Show a job",
      description =
          "While it waits, queueing.estimate says when it may begin: a guess from history, made"
              + " when it is asked for.")
  @APIResponse(responseCode = "403", description = "It is someone else's")
  @APIResponse(responseCode = "404", description = "There is no such job")
  public Job get(@RestPath String id) {
    JobRow job = visible.get(id);
    return JobViews.of(job, dependencies.of(job.id()), estimates.of(job));
  }

  /** Shows a job's history, oldest first. */
  @GET
  @Path("/{id}/events")
  @Operation(
      operationId = "getJobEvents",
      summary = "History of a job, oldest first, with what was ignored and why")
  public Page<JobEvent> events(
      @RestPath String id, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    JobRow job = visible.get(id);
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL_EVENTS, errors);
    long after = position(paging.after(), errors);
    errors.throwIfAny();
    return paging.page(
        history.of(job.id(), after, paging.rows()),
        entry -> Long.toString(entry.position()),
        JobHistory.Entry::event);
  }

  /** Shows the output of an attempt. */
  @GET
  @Path("/{id}/logs")
  @Operation(operationId = "getJobLogs", summary = "Output of one attempt, by default the last")
  public LogPage logs(@RestPath String id, @RestQuery @Nullable String attempt) {
    JobRow job = visible.get(id);
    FieldErrors errors = new FieldErrors();
    int wanted =
        errors.wholeNumber("attempt", attempt, 1, Math.max(1, job.attempt()), job.attempt());
    errors.throwIfAny();
    return logs.of(job.id(), wanted);
  }

  private static Set<JobState> states(@Nullable List<String> names, FieldErrors errors) {
    Set<JobState> states = EnumSet.noneOf(JobState.class);
    for (String name : names == null ? List.<String>of() : names) {
      for (String one : name.split(",", -1)) {
        try {
          states.add(JobState.valueOf(one.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          errors.add("state", "must be one of " + List.of(JobState.values()));
        }
      }
    }
    return states;
  }

  private static long position(@Nullable String key, FieldErrors errors) {
    try {
      return key == null ? 0 : Long.parseLong(key);
    } catch (NumberFormatException e) {
      errors.add("cursor", "is not one that was given out as nextCursor");
      return 0;
    }
  }
}
