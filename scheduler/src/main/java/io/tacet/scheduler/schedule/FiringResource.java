package io.tacet.scheduler.schedule;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.NextFirings;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/schedules/{id}/…}: when a schedule has fired, will fire, or is to fire now. */
@Path("/api/v1/schedules/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "schedules", description = "Submit a job again and again")
public class FiringResource {

  private static final int USUAL = 50;
  private static final int USUAL_NEXT = 5;
  private static final int MOST_NEXT = 100;

  private final Caller caller;
  private final VisibleSchedules visible;
  private final Schedules schedules;
  private final FiringStore firings;
  private final InstantSource clock;

  FiringResource(
      Caller caller,
      VisibleSchedules visible,
      Schedules schedules,
      FiringStore firings,
      InstantSource clock) {
    this.caller = caller;
    this.visible = visible;
    this.schedules = schedules;
    this.firings = firings;
    this.clock = clock;
  }

  /** Shows what a schedule has fired. */
  @GET
  @Path("/firings")
  @Operation(
      operationId = "listFirings",
      summary = "What a schedule has fired, newest first, with what was refused or skipped and why")
  public Page<Firing> firings(
      @RestPath String id, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    ScheduleRow schedule = visible.get(id);
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
  @Path("/next")
  @Operation(operationId = "nextFirings", summary = "When a schedule fires next")
  public NextFirings next(
      @RestPath String id,
      @Parameter(description = "How many, 1 to 100", example = "5") @RestQuery
          @Nullable String count) {
    ScheduleRow schedule = visible.get(id);
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

  /** Fires a schedule now. */
  @POST
  @Path("/run")
  @Operation(
      operationId = "runSchedule",
      summary = "Fire now, whatever its timing says",
      description = "The answer is the firing; its outcome is FAILED when the job was refused.")
  public Firing run(@RestPath String id) {
    ScheduleRow schedule = visible.get(id);
    if (schedule.state() == State.DELETED) {
      throw ProblemException.conflict("Schedule " + schedule.id() + " is deleted.");
    }
    return schedules.runNow(schedule.id(), caller.user());
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
