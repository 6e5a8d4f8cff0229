package io.tacet.scheduler.window;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutWindow;
import io.tacet.contract.rest.StartWindow;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Transactions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/windows}. Everybody sees them and may let jobs wait; operators define them. */
@Path("/api/v1/windows")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "windows", description = "When machines are given orders and patient jobs start")
public class WindowResource {

  private static final int USUAL = 100;

  private final Caller caller;
  private final WindowStore windows;
  private final WindowKeeper keeper;
  private final Transactions transactions;
  private final InstantSource clock;

  WindowResource(
      Caller caller,
      WindowStore windows,
      WindowKeeper keeper,
      Transactions transactions,
      InstantSource clock) {
    this.caller = caller;
    this.windows = windows;
    this.keeper = keeper;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Lists windows by id. */
  @GET
  @Operation(operationId = "listWindows", summary = "List start windows by id")
  public Page<StartWindow> list(
      @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    return paging.page(windows.list(paging.after(), paging.rows()), WindowRow::id, this::view);
  }

  /** Shows a window. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getWindow", summary = "Show a start window")
  @APIResponse(responseCode = "404", description = "There is no such window")
  public StartWindow get(@RestPath String id) {
    return view(known(id));
  }

  /** Defines a window. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putWindow",
      summary = "Define a start window, or change one",
      description = "By a cron expression and a length, or by a feed and a threshold.")
  @APIResponse(responseCode = "400", description = "Some fields are not valid; each is named")
  public StartWindow put(@RestPath String id, @Nullable PutWindow body) {
    caller.require(Role.OPERATOR);
    if (body == null) {
      throw ProblemException.noBody();
    }
    FieldErrors errors = new FieldErrors();
    PutWindow window = WindowCheck.check(id, body, errors);
    errors.throwIfAny();
    transactions.run(() -> windows.put(id, window, caller.user(), clock.instant()));
    keeper.wake();
    return get(id);
  }

  /** Removes a window. */
  @DELETE
  @Path("/{id}")
  @Operation(operationId = "removeWindow", summary = "Remove a start window")
  @APIResponse(responseCode = "409", description = "Machines have it, or jobs wait for it")
  public void remove(@RestPath String id) {
    caller.require(Role.OPERATOR);
    WindowRow window = known(id);
    boolean removed =
        transactions.call(
            () -> {
              windows.forgetInJobs(window.id());
              return windows.remove(window.id());
            });
    if (!removed) {
      throw ProblemException.conflict(
          "Window " + window.id() + " is that of machines or of jobs in the queue.");
    }
  }

  /** Gives a machine a window. */
  @PUT
  @Path("/{id}/machines/{machine}")
  @Operation(
      operationId = "putMachineWindow",
      summary = "Give a machine orders only while the window is open",
      description = "In place of the one it had. What it has begun goes on.")
  public StartWindow putMachine(@RestPath String id, @RestPath String machine) {
    caller.require(Role.OPERATOR);
    WindowRow window = known(id);
    if (!transactions.call(() -> windows.ofMachine(machine, window.id()))) {
      throw ProblemException.notFound("There is no machine '" + machine + "'.");
    }
    keeper.wake();
    return get(window.id());
  }

  /** Takes a machine's window away. */
  @DELETE
  @Path("/{id}/machines/{machine}")
  @Operation(
      operationId = "removeMachineWindow",
      summary = "Give a machine orders at any time again")
  public void removeMachine(@RestPath String id, @RestPath String machine) {
    caller.require(Role.OPERATOR);
    WindowRow window = known(id);
    if (!windows.machines(window.id()).contains(machine)) {
      throw ProblemException.notFound(
          "Machine '" + machine + "' does not have window " + window.id() + ".");
    }
    boolean unused = transactions.call(() -> windows.ofMachine(machine, null));
    keeper.wake();
  }

  private WindowRow known(String id) {
    return windows
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no start window '" + id + "'."));
  }

  private StartWindow view(WindowRow window) {
    return new StartWindow(
        window.id(),
        window.definition(),
        window.open(),
        window.changesAt(),
        window.value(),
        window.failures(),
        window.problem(),
        windows.machines(window.id()),
        windows.waiting(window.id()));
  }
}
