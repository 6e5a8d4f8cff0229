package io.tacet.scheduler.live;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.job.VisibleJobs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/events}: changes as they come. A submitter hears of own jobs only. */
@Path("/api/v1/events")
@Blocking
@Tag(name = "events", description = "Changes of jobs and machines as they come")
public class EventResource {

  private final Caller caller;
  private final VisibleJobs visible;
  private final Live live;

  EventResource(Caller caller, VisibleJobs visible, Live live) {
    this.caller = caller;
    this.visible = visible;
    this.live = live;
  }

  /** Streams events. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "streamEvents",
      summary = "Changes of jobs and machines as server-sent events",
      description =
          "Events are named job (data: LiveJob, with an id to resume after) and machine (data:"
              + " Machine). With the header Last-Event-ID what has happened to jobs since comes"
              + " first; 0 is the beginning of the history. Each is sent at least once. The"
              + " connection ends after an hour, or when its reader is too slow; come back with"
              + " Last-Event-ID. A machine event is the whole of what the machine is now; they are not"
              + " kept: after each connection, also after a gap, read the list of machines once.")
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  public Multi<OutboundSseEvent> events(
      @Parameter(description = "Of this job only", example = "0mv5j0k5wj3d7") @RestQuery
          @Nullable String job,
      @Parameter(description = "Of this machine and its jobs only", example = "m1") @RestQuery
          @Nullable String machine,
      @Parameter(description = "Of this project's jobs only", example = "default") @RestQuery
          @Nullable String project,
      @Parameter(description = "Id of the last event that was read", example = "4711")
          @RestHeader("Last-Event-ID")
          @Nullable String lastEventId,
      @Context Sse sse) {
    Long resumeAfter = position(lastEventId);
    String id = job == null ? null : visible.get(job).id();
    String submitter = caller.may(Role.OPERATOR) ? null : caller.user();
    return live.open(new LiveFilter(id, machine, project, submitter), resumeAfter, sse);
  }

  private static @Nullable Long position(@Nullable String id) {
    if (id == null || id.isBlank()) {
      return null;
    }
    try {
      long position = Long.parseLong(id.strip());
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      throw wrong();
    }
    throw wrong();
  }

  private static ProblemException wrong() {
    FieldErrors errors = new FieldErrors();
    errors.add("Last-Event-ID", "is not one that was sent as id");
    return ProblemException.invalid(errors.all());
  }
}
