package io.tacet.scheduler.machine;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.MachineEvent;
import io.tacet.contract.rest.MachineWord;
import io.tacet.contract.rest.Page;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.machine.MachineHistory.Entry;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** An operator's words on a machine, and what has become of it. */
@Path("/api/v1/machines")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "machines", description = "Measurement machines")
@APIResponse(responseCode = "404", description = "There is no such machine")
public class MachineControlResource {

  private static final int LONGEST_REASON = 500;
  private static final int USUAL = 100;

  private final Caller caller;
  private final MachineStore machines;
  private final MachineControl control;
  private final MachineHistory history;

  MachineControlResource(
      Caller caller, MachineStore machines, MachineControl control, MachineHistory history) {
    this.caller = caller;
    this.machines = machines;
    this.control = control;
    this.history = history;
  }

  /** No more orders. */
  @POST
  @Path("/{id}/drain")
  @Operation(
      operationId = "drainMachine",
      summary = "Give a machine no more orders",
      description = "A job it has begun goes on; an order it has not begun goes back to the queue.")
  public Machine drain(@RestPath String id, @Nullable MachineWord body) {
    caller.require(Role.OPERATOR);
    String reason = reason(body);
    boolean unused = control.drain(id, reason, caller.user());
    return known(id);
  }

  /** No more orders, and nobody expects to hear from it. */
  @POST
  @Path("/{id}/maintenance")
  @Operation(
      operationId = "maintainMachine",
      summary = "Put a machine into maintenance",
      description = "As drain; and nobody is told when it is not heard of.")
  public Machine maintenance(@RestPath String id, @Nullable MachineWord body) {
    caller.require(Role.OPERATOR);
    String reason = reason(body);
    boolean unused = control.maintenance(id, reason, caller.user());
    return known(id);
  }

  /** Orders again. */
  @POST
  @Path("/{id}/resume")
  @Operation(
      operationId = "resumeMachine",
      summary = "End drain or maintenance",
      description = "A quarantine stands until it is released.")
  public Machine resume(@RestPath String id) {
    caller.require(Role.OPERATOR);
    boolean unused = control.resume(id, caller.user());
    return known(id);
  }

  /** Its measurements are not to be trusted. */
  @POST
  @Path("/{id}/quarantine")
  @Operation(
      operationId = "quarantineMachine",
      summary = "Put a machine into quarantine",
      description =
          "It is given jobs of accuracy control only; an order it has not begun goes back to the"
              + " queue. The first reason stays.")
  public Machine quarantine(@RestPath String id, @Nullable MachineWord body) {
    caller.require(Role.OPERATOR);
    String reason = reason(body);
    if (reason == null || reason.isBlank()) {
      FieldErrors errors = new FieldErrors();
      errors.add("reason", "must be given: whoever releases it has to know what to look at");
      throw ProblemException.invalid(errors.all());
    }
    boolean unused = control.quarantine(id, reason, caller.user());
    return known(id);
  }

  /** Ends a quarantine. */
  @POST
  @Path("/{id}/release")
  @Operation(operationId = "releaseMachine", summary = "End a quarantine")
  public Machine release(@RestPath String id) {
    caller.require(Role.OPERATOR);
    boolean unused = control.release(id, caller.user());
    return known(id);
  }

  /** Takes it away for good. */
  @POST
  @Path("/{id}/retire")
  @Operation(
      operationId = "retireMachine",
      summary = "Take a machine away for good",
      description =
          "Jobs that name it end as FAILED, its topic is removed, its history is kept. May be"
              + " registered again.")
  @APIResponse(responseCode = "409", description = "An order is out: drain it first")
  public Machine retire(@RestPath String id, @Nullable MachineWord body) {
    caller.require(Role.OPERATOR);
    String reason = reason(body);
    boolean unused = control.retire(id, reason, caller.user());
    return known(id);
  }

  /** What has become of it. */
  @GET
  @Path("/{id}/history")
  @Operation(
      operationId = "machineHistory",
      summary = "What a machine reported and who changed what of it, the newest first",
      description = "kind=REPORT: the states it reported. kind=CHANGE: the change log.")
  public Page<MachineEvent> history(
      @RestPath String id,
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    String wanted = kind == null ? null : kind.strip().toUpperCase(Locale.ROOT);
    errors.require(
        wanted == null || wanted.equals("REPORT") || wanted.equals("CHANGE"),
        "kind",
        "must be REPORT or CHANGE");
    Long before = position(paging.after(), errors);
    errors.throwIfAny();
    Machine machine = known(id);
    return paging.page(
        history.of(machine.id(), wanted, before, paging.rows()),
        entry -> Long.toString(entry.position()),
        Entry::event);
  }

  private static @Nullable Long position(@Nullable String after, FieldErrors errors) {
    try {
      return after == null ? null : Long.valueOf(after);
    } catch (NumberFormatException e) {
      errors.add("cursor", "is not one that was given out as nextCursor");
      return null;
    }
  }

  private static @Nullable String reason(@Nullable MachineWord body) {
    FieldErrors errors = new FieldErrors();
    String reason = body == null ? null : body.reason();
    errors.line("reason", reason, LONGEST_REASON);
    errors.throwIfAny();
    return reason;
  }

  private Machine known(String id) {
    return machines
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no machine '" + id + "'."));
  }
}
