package io.tacet.scheduler.job;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.CancelJob;
import io.tacet.contract.rest.HoldJob;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobEvent;
import io.tacet.contract.rest.LogPage;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitJobs;
import io.tacet.contract.rest.SubmittedJobs;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.schema.JobState;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/jobs}. A submitter sees own jobs only; operators see all. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "jobs", description = "Submit, follow and cancel jobs")
public class JobResource {

  private static final int USUAL = 50;
  private static final int USUAL_EVENTS = 200;
  private static final int LONGEST_REASON = 500;
  private static final String KEY =
      "A text of the client's own, 1 to 200 characters; remembered for 7 days";

  private final Caller caller;
  private final Submission submission;
  private final Cancellation cancellation;
  private final Holding holding;
  private final Dependencies dependencies;
  private final Estimates estimates;
  private final JobStore jobs;
  private final JobHistory history;
  private final JobLogs logs;

  JobResource(
      Caller caller,
      Submission submission,
      Cancellation cancellation,
      Holding holding,
      Dependencies dependencies,
      Estimates estimates,
      JobStore jobs,
      JobHistory history,
      JobLogs logs) {
    this.caller = caller;
    this.submission = submission;
    this.cancellation = cancellation;
    this.holding = holding;
    this.dependencies = dependencies;
    this.estimates = estimates;
    this.jobs = jobs;
    this.history = history;
    this.logs = logs;
  }

  /** Queues a job. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitJob",
      summary = "Submit a job",
      description =
          "Exactly one of command, scenario and source is given, and either a machine or labels it"
              + " must have. Sent again with the same Idempotency-Key, nothing is queued twice.")
  @APIResponse(
      responseCode = "201",
      description = "Queued",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(
      responseCode = "200",
      description = "Queued before, under the same Idempotency-Key",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(responseCode = "400", description = "Some fields are not valid; each is named")
  @APIResponse(responseCode = "409", description = "The Idempotency-Key was used with another body")
  public Response submit(
      @Parameter(description = KEY, example = "nightly-2026-11-21") @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = SubmitJob.class),
                      examples = {
                        @ExampleObject(
                            name = "command",
                            value =
                                """
                                {"machine": "m1", "command": ["gzip", "-9k", "/data/corpus.tar"],
                                 "timeLimitSeconds": 600}"""),
                        @ExampleObject(
                            name = "source",
                            value =
                                """
                                {"name": "nightly", "machine": "m1", "project": "default",
                                 "source": {"uri": "https://example.org/bench.git", "ref": "main",
                                            "path": "tacet.yml"}}"""),
                        @ExampleObject(
                            name = "labels",
                            value =
                                """
                                {"labels": {"gpu": "nvidia", "kind": "benchmarking"},
                                 "command": ["train", "--epochs", "3"], "priority": -5,
                                 "after": ["0mv5j0k5wj3d7"],
                                 "latestStart": "2026-12-01T06:00:00Z"}""")
                      }))
          @Nullable SubmitJob body) {
    if (body == null) {
      throw ProblemException.noBody();
    }
    Submission.Submitted made = submission.submit(body, caller.user(), caller.role(), key);
    JobRow job = jobs.find(made.ids().get(0)).orElseThrow();
    return Response.status(made.again() ? Response.Status.OK : Response.Status.CREATED)
        .location(URI.create("/api/v1/jobs/" + job.id()))
        .entity(JobViews.of(job))
        .build();
  }

  /** Queues many jobs. */
  @POST
  @Path("/batch")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitJobs",
      summary = "Submit up to 10,000 jobs, all or none",
      description =
          "They queue in the order in which they stand. Errors name the job by its place.")
  @APIResponse(
      responseCode = "201",
      description = "Queued",
      content = @Content(schema = @Schema(implementation = SubmittedJobs.class)))
  @APIResponse(
      responseCode = "200",
      description = "Queued before, under the same Idempotency-Key",
      content = @Content(schema = @Schema(implementation = SubmittedJobs.class)))
  @APIResponse(
      responseCode = "400",
      description = "Some fields are not valid, e.g. jobs[17].machine; nothing was queued")
  @APIResponse(responseCode = "409", description = "The Idempotency-Key was used with another body")
  public Response submitAll(
      @Parameter(description = KEY, example = "sweep-7") @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = SubmitJobs.class),
                      examples =
                          @ExampleObject(
                              name = "two",
                              value =
                                  """
                                  {"jobs": [{"machine": "m1", "command": ["sort", "a"]},
                                            {"machine": "m1", "command": ["sort", "b"]}]}""")))
          @Nullable SubmitJobs body) {
    if (body == null) {
      throw ProblemException.noBody();
    }
    Submission.Submitted made =
        submission.submitAll(body.jobs(), caller.user(), caller.role(), key);
    return Response.status(made.again() ? Response.Status.OK : Response.Status.CREATED)
        .entity(new SubmittedJobs(made.ids()))
        .build();
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
    JobRow job = visible(id);
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
    JobRow job = visible(id);
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
    JobRow job = visible(id);
    FieldErrors errors = new FieldErrors();
    int wanted =
        errors.wholeNumber("attempt", attempt, 1, Math.max(1, job.attempt()), job.attempt());
    errors.throwIfAny();
    return logs.of(job.id(), wanted);
  }

  /** Cancels a job. */
  @POST
  @Path("/{id}/cancel")
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "A job whose order is out ends a little later, in CANCELLED or, if that was"
              + " first, in its outcome.")
  @APIResponse(responseCode = "409", description = "It is over already")
  public Job cancel(@RestPath String id, @Nullable CancelJob body) {
    JobRow job = visible(id);
    String reason = body == null ? null : body.reason();
    FieldErrors errors = new FieldErrors();
    errors.line("reason", reason, LONGEST_REASON);
    errors.throwIfAny();
    return JobViews.of(cancellation.cancel(job.id(), caller.user(), reason));
  }

  /** Holds a job. */
  @POST
  @Path("/{id}/hold")
  @Operation(
      operationId = "holdJob",
      summary = "Let a job wait until it is released",
      description =
          "An order whose machine has not begun is withdrawn; has the machine begun meanwhile, it"
              + " goes on.")
  @APIResponse(responseCode = "409", description = "Its machine has begun, or it is over")
  public Job hold(@RestPath String id, @Nullable HoldJob body) {
    JobRow job = visible(id);
    String reason = body == null ? null : body.reason();
    FieldErrors errors = new FieldErrors();
    errors.line("reason", reason, LONGEST_REASON);
    errors.throwIfAny();
    return JobViews.of(holding.hold(job.id(), caller.user(), reason));
  }

  /** Releases a job. */
  @POST
  @Path("/{id}/release")
  @Operation(
      operationId = "releaseJob",
      summary = "Let a held job go on",
      description = "It has kept its place. One that is not held stays as it is.")
  @APIResponse(
      responseCode = "403",
      description = "An operator holds it; only operators release it")
  public Job release(@RestPath String id) {
    JobRow job = visible(id);
    return JobViews.of(holding.release(job.id(), caller.user(), caller.may(Role.OPERATOR)));
  }

  private JobRow visible(String id) {
    JobRow job =
        jobs.find(id.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> ProblemException.notFound("There is no job '" + id + "'."));
    if (!job.submitter().equals(caller.user()) && !caller.may(Role.OPERATOR)) {
      throw ProblemException.forbidden(
          "Job " + job.id() + " is someone else's; submitters see their own jobs only.");
    }
    return job;
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
