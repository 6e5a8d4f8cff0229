package io.tacet.scheduler.schedule;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.SubmitSchedule;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.page.Tags;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/schedules}. A submitter sees own schedules only; operators see all. */
@Path("/api/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "schedules", description = "Submit a job again and again")
public class ScheduleResource {

  private static final int USUAL = 50;

  private final Caller caller;
  private final VisibleSchedules visible;
  private final Schedules schedules;
  private final ScheduleStore store;
  private final FiringStore firings;
  private final Tags tags;

  ScheduleResource(
      Caller caller,
      VisibleSchedules visible,
      Schedules schedules,
      ScheduleStore store,
      FiringStore firings,
      Tags tags) {
    this.caller = caller;
    this.visible = visible;
    this.schedules = schedules;
    this.store = store;
    this.firings = firings;
    this.tags = tags;
  }

  /** Makes a schedule. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitSchedule",
      summary = "Submit a job at times, or when a repository has something new",
      description = "Each firing submits the job as the schedule's owner, with the rights of then.")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = Schedule.class)))
  @APIResponse(responseCode = "400", description = "Some fields are not valid; each is named")
  @APIResponse(responseCode = "403", description = "The user may not use this mode")
  public Response submit(@Nullable SubmitSchedule body) {
    if (body == null) {
      throw ProblemException.noBody();
    }
    String id = schedules.submit(body, caller.user(), caller.role());
    return Response.created(URI.create("/api/v1/schedules/" + id)).entity(get(id)).build();
  }

  /** Lists schedules, newest first. */
  @GET
  @Operation(operationId = "listSchedules", summary = "List schedules, newest first")
  public Page<Schedule> list(
      @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    String owner = caller.may(Role.OPERATOR) ? null : caller.user();
    return paging.page(
        store.list(owner, paging.after(), paging.rows()), ScheduleRow::id, this::view);
  }

  /** Shows a schedule. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getSchedule", summary = "Show a schedule")
  @APIResponse(responseCode = "403", description = "It is someone else's")
  @APIResponse(responseCode = "404", description = "There is no such schedule")
  public Schedule get(@RestPath String id) {
    return view(visible.get(id));
  }

  /** Changes a schedule. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putSchedule",
      summary = "Change a schedule into what is sent",
      description =
          "The whole of it is sent; what it has fired and whose it is stays. Where the timing is"
              + " another one, it counts from now on: what was due by the old one and has not fired"
              + " is left out, and a repository is looked at anew, which fires nothing the first"
              + " time. With the same timing the next firing stays as it is. A paused schedule stays"
              + " paused; one that has ended goes on if the new timing has a time to come.")
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = Schedule.class)))
  @APIResponse(responseCode = "400", description = "Some fields are not valid; each is named")
  @APIResponse(
      responseCode = "403",
      description = "It is someone else's, or the mode is not allowed")
  @APIResponse(responseCode = "409", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  public Schedule put(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable SubmitSchedule body) {
    ScheduleRow schedule = visible.get(id);
    if (body == null) {
      throw ProblemException.noBody();
    }
    schedules.edit(schedule.id(), body, caller.user(), tags.ifMatch(ifMatch), this::view);
    return get(schedule.id());
  }

  /** Pauses a schedule. */
  @POST
  @Path("/{id}/pause")
  @Operation(
      operationId = "pauseSchedule",
      summary = "Let a schedule fire no more until it is resumed")
  @APIResponse(responseCode = "409", description = "It is over")
  public Schedule pause(@RestPath String id) {
    ScheduleRow schedule = visible.get(id);
    schedules.pause(schedule.id());
    return get(schedule.id());
  }

  /** Resumes a schedule. */
  @POST
  @Path("/{id}/resume")
  @Operation(
      operationId = "resumeSchedule",
      summary = "Let a paused schedule fire again",
      description = "From now on: what was due, committed or tagged meanwhile is not made up for.")
  @APIResponse(responseCode = "409", description = "It is over")
  public Schedule resume(@RestPath String id) {
    ScheduleRow schedule = visible.get(id);
    schedules.resume(schedule.id());
    return get(schedule.id());
  }

  /** Deletes a schedule. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteSchedule",
      summary = "Let a schedule never fire again",
      description = "What it has submitted goes on; its history can still be asked for by its id.")
  public void delete(@RestPath String id) {
    schedules.delete(visible.get(id).id());
  }

  private Schedule view(ScheduleRow schedule) {
    List<String> seen = schedule.seen();
    return new Schedule(
        schedule.id(),
        schedule.name(),
        schedule.owner(),
        schedule.state().name(),
        schedule.timing(),
        schedule.template(),
        schedule.repeat(),
        schedule.missed().name(),
        schedule.createdAt(),
        schedule.nextAt(),
        schedule.mode() == ScheduleMode.COMMIT && seen != null && !seen.isEmpty()
            ? seen.get(0)
            : null,
        schedule.failures(),
        schedule.problem(),
        firings.last(schedule.id()).orElse(null));
  }
}
