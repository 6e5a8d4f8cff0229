package io.tacet.scheduler.schedule;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.NextFirings;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.contract.rest.SubmitSchedule;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
  private static final int USUAL_NEXT = 5;
  private static final int MOST_NEXT = 100;

  private final Caller caller;
  private final Schedules schedules;
  private final ScheduleStore store;
  private final FiringStore firings;
  private final InstantSource clock;

  ScheduleResource(
      Caller caller,
      Schedules schedules,
      ScheduleStore store,
      FiringStore firings,
      InstantSource clock) {
    this.caller = caller;
    this.schedules = schedules;
    this.store = store;
    this.firings = firings;
    this.clock = clock;
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
  public Response submit(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = SubmitSchedule.class),
                      examples = {
                        @ExampleObject(
                            name = "weekly",
                            value =
                                """
                                {"name": "weekly sort", "repeat": 3,
                                 "job": {"machine": "m1", "command": ["sort", "big.txt"]},
                                 "timing": {"mode": "WEEKLY", "days": ["MON", "THU"],
                                            "time": "03:30", "zone": "Europe/Berlin"}}"""),
                        @ExampleObject(
                            name = "cron",
                            value =
                                """
                                {"job": {"machine": "m1", "command": ["true"]},
                                 "timing": {"mode": "CRON", "cron": "0 */6 * * *"},
                                 "missed": "SKIP"}"""),
                        @ExampleObject(
                            name = "commit",
                            value =
                                """
                                {"job": {"machine": "m1",
                                         "source": {"uri": "https://example.org/bench.git"}},
                                 "timing": {"mode": "COMMIT", "branch": "main"}}""")
                      }))
          @Nullable SubmitSchedule body) {
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
    return view(visible(id));
  }

  /** Shows what a schedule has fired. */
  @GET
  @Path("/{id}/firings")
  @Operation(
      operationId = "listFirings",
      summary = "What a schedule has fired, newest first, with what was refused or skipped and why")
  public Page<Firing> firings(
      @RestPath String id, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    ScheduleRow schedule = visible(id);
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    Long before = position(paging.after(), errors);
    errors.throwIfAny();
    return paging.page(
        firings.list(schedule.id(), before, paging.rows()),
        entry -> Long.toString(entry.position()),
        FiringStore.Entry::firing);
  }

  /** Shows when a schedule fires next. */
  @GET
  @Path("/{id}/next")
  @Operation(operationId = "nextFirings", summary = "When a schedule fires next")
  public NextFirings next(
      @RestPath String id,
      @Parameter(description = "How many, 1 to 100", example = "5") @RestQuery
          @Nullable String count) {
    ScheduleRow schedule = visible(id);
    FieldErrors errors = new FieldErrors();
    int many = errors.wholeNumber("count", count, 1, MOST_NEXT, USUAL_NEXT);
    errors.throwIfAny();
    boolean over = schedule.state() == State.ENDED || schedule.state() == State.DELETED;
    List<Instant> times =
        over || schedule.mode().watches()
            ? List.of()
            : Timings.times(schedule).next(clock.instant(), many);
    return new NextFirings(schedule.state().name(), schedule.timing().zone(), times);
  }

  /** Pauses a schedule. */
  @POST
  @Path("/{id}/pause")
  @Operation(
      operationId = "pauseSchedule",
      summary = "Let a schedule fire no more until it is resumed")
  @APIResponse(responseCode = "409", description = "It is over")
  public Schedule pause(@RestPath String id) {
    ScheduleRow schedule = visible(id);
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
    ScheduleRow schedule = visible(id);
    schedules.resume(schedule.id());
    return get(schedule.id());
  }

  /** Fires a schedule now. */
  @POST
  @Path("/{id}/run")
  @Operation(
      operationId = "runSchedule",
      summary = "Fire now, whatever its timing says",
      description = "The answer is the firing; its outcome is FAILED when the job was refused.")
  public Firing run(@RestPath String id) {
    ScheduleRow schedule = visible(id);
    if (schedule.state() == State.DELETED) {
      throw ProblemException.conflict("Schedule " + schedule.id() + " is deleted.");
    }
    return schedules.runNow(schedule.id(), caller.user());
  }

  /** Deletes a schedule. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteSchedule",
      summary = "Let a schedule never fire again",
      description = "What it has submitted goes on; its history can still be asked for by its id.")
  public void delete(@RestPath String id) {
    schedules.delete(visible(id).id());
  }

  private ScheduleRow visible(String id) {
    ScheduleRow schedule =
        store
            .find(id.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> ProblemException.notFound("There is no schedule '" + id + "'."));
    if (!schedule.owner().equals(caller.user()) && !caller.may(Role.OPERATOR)) {
      throw ProblemException.forbidden(
          "Schedule "
              + schedule.id()
              + " is someone else's; submitters see their own schedules only.");
    }
    return schedule;
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

  private static @Nullable Long position(@Nullable String key, FieldErrors errors) {
    try {
      return key == null ? null : Long.valueOf(key);
    } catch (NumberFormatException e) {
      errors.add("cursor", "is not one that was given out as nextCursor");
      return null;
    }
  }
}
