package io.tacet.scheduler.job;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.CancelJob;
import io.tacet.contract.rest.HoldJob;
import io.tacet.contract.rest.Job;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/jobs/{id}/…}: cancels, holds and releases jobs. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "jobs", description = "Submit, follow and cancel jobs")
public class JobMovesResource {

  private static final int LONGEST_REASON = 500;

  private final Caller caller;
  private final VisibleJobs visible;
  private final Cancellation cancellation;
  private final Holding holding;

  JobMovesResource(Caller caller, VisibleJobs visible, Cancellation cancellation, Holding holding) {
    this.caller = caller;
    this.visible = visible;
    this.cancellation = cancellation;
    this.holding = holding;
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
    JobRow job = visible.get(id);
    return JobViews.of(
        cancellation.cancel(job.id(), caller.user(), checked(body == null ? null : body.reason())));
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
    JobRow job = visible.get(id);
    return JobViews.of(
        holding.hold(job.id(), caller.user(), checked(body == null ? null : body.reason())));
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
    JobRow job = visible.get(id);
    return JobViews.of(holding.release(job.id(), caller.user(), caller.may(Role.OPERATOR)));
  }

  private static @Nullable String checked(@Nullable String reason) {
    FieldErrors errors = new FieldErrors();
    errors.line("reason", reason, LONGEST_REASON);
    errors.throwIfAny();
    return reason;
  }
}
