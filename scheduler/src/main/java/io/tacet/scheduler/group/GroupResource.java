package io.tacet.scheduler.group;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.CancelJob;
import io.tacet.contract.rest.JobGroup;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.SubmitGroup;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.page.Tags;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/groups}. A submitter sees own groups only; operators see all. */
@Path("/api/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "groups", description = "Measure one job several times")
public class GroupResource {

  private static final int USUAL = 20;
  private static final int LONGEST_REASON = 500;

  private final Caller caller;
  private final Groups groups;
  private final GroupStore store;
  private final JobStore jobs;
  private final Tags tags;

  GroupResource(Caller caller, Groups groups, GroupStore store, JobStore jobs, Tags tags) {
    this.caller = caller;
    this.groups = groups;
    this.store = store;
    this.jobs = jobs;
    this.tags = tags;
  }

  /** Queues a group. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitGroup",
      summary = "Measure a job several times",
      description =
          "Either a number of times, or until the 95 % confidence interval of a figure's mean is"
              + " narrow enough. Runs whose silence was disturbed do not count for the figure.")
  @APIResponse(
      responseCode = "201",
      description = "Its first runs are queued",
      content = @Content(schema = @Schema(implementation = JobGroup.class)))
  @APIResponse(responseCode = "400", description = "Some fields are not valid; each is named")
  public Response submit(@Nullable SubmitGroup body) {
    if (body == null) {
      throw ProblemException.noBody();
    }
    String id = groups.submit(body, caller.user(), caller.role());
    return Response.created(URI.create("/api/v1/groups/" + id)).entity(get(id)).build();
  }

  /** Lists groups, newest first. */
  @GET
  @Operation(operationId = "listGroups", summary = "List groups, newest first, without their runs")
  public Page<JobGroup> list(
      @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    String submitter = caller.may(Role.OPERATOR) ? null : caller.user();
    return paging.page(
        store.list(submitter, paging.after(), paging.rows()),
        GroupRow::id,
        group -> GroupViews.of(group, List.of()));
  }

  /** Shows a group. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getGroup", summary = "Show a group, its runs and what is known so far")
  @APIResponse(responseCode = "403", description = "It is someone else's")
  @APIResponse(responseCode = "404", description = "There is no such group")
  public JobGroup get(@RestPath String id) {
    GroupRow group = visible(id);
    return GroupViews.of(group, jobs.ofGroup(group.id()));
  }

  /** Cancels a group. */
  @POST
  @Path("/{id}/cancel")
  @Operation(
      operationId = "cancelGroup",
      summary = "End a group and cancel its runs that are not over")
  @APIResponse(responseCode = "409", description = "It is over already")
  public JobGroup cancel(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable CancelJob body) {
    GroupRow group = visible(id);
    String reason = body == null ? null : body.reason();
    FieldErrors errors = new FieldErrors();
    errors.line("reason", reason, LONGEST_REASON);
    errors.throwIfAny();
    tags.ifMatch(ifMatch).check(GroupViews.of(group, jobs.ofGroup(group.id())));
    groups.cancel(group.id(), caller.user(), reason);
    return get(group.id());
  }

  private GroupRow visible(String id) {
    GroupRow group =
        store
            .find(id.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> ProblemException.notFound("There is no group '" + id + "'."));
    if (!group.submitter().equals(caller.user()) && !caller.may(Role.OPERATOR)) {
      throw ProblemException.forbidden(
          "Group " + group.id() + " is someone else's; submitters see their own groups only.");
    }
    return group;
  }
}
