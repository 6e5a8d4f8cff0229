package io.tacet.scheduler.power;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Machine;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.machine.MachineHistory;
import io.tacet.scheduler.machine.MachineHistory.Change;
import io.tacet.scheduler.machine.MachineStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /api/v1/machines/{id}/wake}. */
@Path("/api/v1/machines")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "machines", description = "Measurement machines")
public class WakeResource {

  /** What a worker says last; of any other machine a packet might disturb a measurement. */
  private static final Set<String> ASLEEP = Set.of("POWERING_OFF", "STOPPED");

  private final Caller caller;
  private final MachineStore machines;
  private final Wakes wakes;
  private final MachineHistory history;
  private final Transactions transactions;
  private final PowerWake power;
  private final InstantSource clock;

  WakeResource(
      Caller caller,
      MachineStore machines,
      Wakes wakes,
      MachineHistory history,
      Transactions transactions,
      PowerWake power,
      InstantSource clock) {
    this.caller = caller;
    this.machines = machines;
    this.wakes = wakes;
    this.history = history;
    this.transactions = transactions;
    this.power = power;
    this.clock = clock;
  }

  /** Wakes it. */
  @POST
  @Path("/{id}/wake")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "wakeMachine",
      summary = "Wake a machine by Wake-on-LAN",
      description =
          "Sends magic packets, repeats them until it reports, and tells operators if it does not."
              + " The body is not looked at.")
  @APIResponse(responseCode = "404", description = "There is no such machine")
  @APIResponse(
      responseCode = "409",
      description = "It is awake as far as is known, or its MAC address is not")
  public Machine wake(@RestPath String id) {
    caller.require(Role.OPERATOR);
    Machine machine = known(id);
    if (!machine.overdue() && !ASLEEP.contains(machine.state())) {
      throw ProblemException.conflict(
          "Machine " + id + " is not off: it reports " + machine.state() + ".");
    }
    List<String> macs = machine.macAddresses();
    if (macs == null || macs.isEmpty()) {
      throw ProblemException.conflict(
          "The MAC address of machine " + id + " is not known: register it with macAddresses.");
    }
    Instant now = clock.instant();
    transactions.run(
        () -> {
          wakes.want(id, caller.user(), now);
          history.change(
              new Change(id, "wake", machine.condition(), "WAKING", caller.user(), null), now);
        });
    power.wake();
    return known(id);
  }

  private Machine known(String id) {
    return machines
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no machine '" + id + "'."));
  }
}
