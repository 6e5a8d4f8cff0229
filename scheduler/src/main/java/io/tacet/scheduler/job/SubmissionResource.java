package io.tacet.scheduler.job;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitJobs;
import io.tacet.contract.rest.SubmittedJobs;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/jobs}: queues jobs. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "jobs", description = "Submit, follow and cancel jobs")
public class SubmissionResource {

  private static final String KEY =
      "A text of the client's own, 1 to 200 characters; remembered for 7 days";

  private final Caller caller;
  private final Submission submission;
  private final JobStore jobs;

  SubmissionResource(Caller caller, Submission submission, JobStore jobs) {
    this.caller = caller;
    this.submission = submission;
    this.jobs = jobs;
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
}
