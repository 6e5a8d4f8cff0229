package io.tacet.scheduler.machine;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.PutMachineKey;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The keys a machine signs its events with. */
@Path("/api/v1/machines/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "machines", description = "Measurement machines")
@APIResponse(responseCode = "404", description = "There is no such machine or key")
public class MachineKeyResource {

  private final Caller caller;
  private final MachineStore machines;
  private final MachineKeys keys;

  MachineKeyResource(Caller caller, MachineStore machines, MachineKeys keys) {
    this.caller = caller;
    this.machines = machines;
    this.keys = keys;
  }

  /** Registers a key. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putMachineKey",
      summary = "Register the public half of the key a machine signs with",
      description =
          "From its first key on, unsigned events of the machine are refused. The key before holds"
              + " for overlap longer. May be repeated.")
  @APIResponse(responseCode = "409", description = "The key is somebody else's, or was ended")
  public Machine put(@RestPath String id, @Nullable PutMachineKey body) {
    caller.require(Role.OPERATOR);
    if (body == null) {
      throw ProblemException.noBody();
    }
    keys.put(id, body, caller.user());
    return known(id);
  }

  /** Revokes a key. */
  @DELETE
  @Path("/{keyId}")
  @Operation(
      operationId = "revokeMachineKey",
      summary = "End a key of a machine at once",
      description =
          "What was signed with it before stays good. Without another key the machine is not"
              + " believed at all until it gets one.")
  public Machine revoke(@RestPath String id, @RestPath String keyId) {
    caller.require(Role.OPERATOR);
    keys.revoke(id, keyId, caller.user());
    return known(id);
  }

  private Machine known(String id) {
    return machines
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no machine '" + id + "'."));
  }
}
