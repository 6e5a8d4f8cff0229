package io.tacet.scheduler.machine;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutMachine;
import io.tacet.contract.rest.ResetOffset;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.page.Tags;
import io.tacet.scheduler.takeover.OffsetReset;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/machines}. Everybody sees them; operators register them. */
@Path("/api/v1/machines")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "machines", description = "Measurement machines")
public class MachineResource {

  private static final int USUAL = 100;

  private final Caller caller;
  private final MachineStore machines;
  private final MachineRegistration registration;
  private final OffsetReset offsetReset;
  private final Tags tags;

  MachineResource(
      Caller caller,
      MachineStore machines,
      MachineRegistration registration,
      OffsetReset offsetReset,
      Tags tags) {
    this.caller = caller;
    this.machines = machines;
    this.registration = registration;
    this.offsetReset = offsetReset;
    this.tags = tags;
  }

  /** Lists machines by id. */
  @GET
  @Operation(operationId = "listMachines", summary = "List machines by id")
  public Page<Machine> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    return paging.page(
        machines.list(paging.after(), paging.rows()), Machine::id, Function.identity());
  }

  /** Shows a machine. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getMachine", summary = "Show a machine")
  @APIResponse(responseCode = "404", description = "There is no such machine")
  public Machine get(@RestPath String id) {
    return known(id);
  }

  /** Registers a machine. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putMachine",
      summary = "Register a machine, or change what is said of it",
      description = "Makes its topic and seeds its offset. May be repeated.")
  @APIResponse(responseCode = "201", description = "Registered")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "503", description = "Kafka does not answer; nothing was changed")
  public Response put(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable PutMachine body) {
    caller.require(Role.OPERATOR);
    if (body == null) {
      throw ProblemException.noBody();
    }
    tags.ifMatch(ifMatch).check(machines.find(id).orElse(null));
    boolean isNew = registration.put(id, body, caller.user());
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
        .entity(known(id))
        .build();
  }

  /** Sets a lost offset. */
  @POST
  @Path("/{id}/reset-offset")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resetOffset",
      summary = "Set the offset of a machine's group, after a look",
      description =
          "For a machine whose committed offset is lost. Orders before it count as over; one that"
              + " is out ends as INTERRUPTED.")
  public Machine resetOffset(@RestPath String id, @Nullable ResetOffset body) {
    caller.require(Role.OPERATOR);
    if (body == null) {
      throw ProblemException.noBody();
    }
    Machine machine = known(id);
    offsetReset.reset(new MachineId(machine.id()), body.offset(), caller.user());
    return known(id);
  }

  private Machine known(String id) {
    return machines
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no machine '" + id + "'."));
  }
}
