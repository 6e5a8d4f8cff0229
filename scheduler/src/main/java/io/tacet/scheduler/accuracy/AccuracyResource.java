package io.tacet.scheduler.accuracy;

import io.smallrye.common.annotation.Blocking;
import io.tacet.contract.rest.AccuracyControl;
import io.tacet.contract.rest.AccuracyWindow;
import io.tacet.contract.rest.CheckAccuracy;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutAccuracy;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.Paging;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.machine.MachineStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/accuracy}. Everybody sees it; operators set it up. */
@Path("/api/v1/accuracy")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "accuracy", description = "Whether a machine's measurements can be trusted")
public class AccuracyResource {

  private static final int USUAL = 100;
  private static final int USUAL_WINDOWS = 20;
  private static final int LONGEST_REASON = 500;

  private final Caller caller;
  private final ControlStore controls;
  private final ControlSubmission submission;
  private final MachineStore machines;
  private final Transactions transactions;
  private final InstantSource clock;

  AccuracyResource(
      Caller caller,
      ControlStore controls,
      ControlSubmission submission,
      MachineStore machines,
      Transactions transactions,
      InstantSource clock) {
    this.caller = caller;
    this.controls = controls;
    this.submission = submission;
    this.machines = machines;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Lists controls by machine. */
  @GET
  @Operation(operationId = "listAccuracy", summary = "List accuracy controls by machine")
  public Page<AccuracyControl> list(
      @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL, errors);
    errors.throwIfAny();
    return paging.page(
        controls.list(paging.after(), paging.rows()), ControlRow::machine, this::view);
  }

  /** Shows the control of a machine. */
  @GET
  @Path("/{machine}")
  @Operation(operationId = "getAccuracy", summary = "Show the accuracy control of a machine")
  @APIResponse(responseCode = "404", description = "It has none")
  public AccuracyControl get(@RestPath String machine) {
    return view(known(machine));
  }

  /** Shows the windows of a machine. */
  @GET
  @Path("/{machine}/windows")
  @Operation(
      operationId = "listAccuracyWindows",
      summary = "Every verdict on a machine with its runs and values, newest first",
      description = "They are kept for good, also when the control is removed.")
  public Page<AccuracyWindow> windows(
      @RestPath String machine,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit) {
    FieldErrors errors = new FieldErrors();
    Paging paging = Paging.of(cursor, limit, USUAL_WINDOWS, errors);
    Long before = position(paging.after(), errors);
    errors.throwIfAny();
    return paging.page(
        controls.windows(machine, before, paging.rows()),
        entry -> Long.toString(entry.position()),
        ControlStore.Entry::window);
  }

  /** Sets up the control of a machine. */
  @PUT
  @Path("/{machine}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putAccuracy",
      summary = "Set up the accuracy control of a machine, or change it",
      description = "It begins with a new window and without a reference, and is measured at once.")
  @APIResponse(responseCode = "400", description = "Some fields are not valid; each is named")
  public AccuracyControl put(@RestPath String machine, @Nullable PutAccuracy body) {
    caller.require(Role.OPERATOR);
    if (body == null) {
      throw ProblemException.noBody();
    }
    if (machines.find(machine).isEmpty()) {
      throw ProblemException.notFound("There is no machine '" + machine + "'.");
    }
    FieldErrors errors = new FieldErrors();
    ControlPlan plan = PlanCheck.check(body, errors);
    if (body.job() != null) {
      submission.check(body.job(), machine, caller.user(), caller.role(), errors);
    }
    errors.throwIfAny();
    String sentence = "Set up by " + caller.user() + ".";
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    transactions.run(
        () -> {
          controls.put(machine, caller.user(), plan, sentence, now);
          controls.known(
              machine, controls.facts(machine).orElse(null), controls.lastMaintenance(machine));
        });
    return get(machine);
  }

  /** Measures anew. */
  @POST
  @Path("/{machine}/check")
  @Operation(
      operationId = "checkAccuracy",
      summary = "Begin a new window now, in quarantine, too",
      description =
          "When it passes, a quarantine by accuracy control ends. With newReference, its means are"
              + " what later windows are compared with.")
  @APIResponse(responseCode = "404", description = "The machine has no accuracy control")
  public AccuracyControl check(@RestPath String machine, @Nullable CheckAccuracy body) {
    caller.require(Role.OPERATOR);
    ControlRow control = known(machine);
    String reason = body == null ? null : body.reason();
    FieldErrors errors = new FieldErrors();
    errors.line("reason", reason, LONGEST_REASON);
    errors.throwIfAny();
    boolean newReference = body != null && Boolean.TRUE.equals(body.newReference());
    String sentence =
        "Asked for by "
            + caller.user()
            + (reason == null || reason.isBlank() ? "." : ": " + reason);
    transactions.run(
        () -> controls.newWindow(control.machine(), sentence, newReference, clock.instant()));
    return get(machine);
  }

  /** Ends the control of a machine. */
  @DELETE
  @Path("/{machine}")
  @Operation(
      operationId = "removeAccuracy",
      summary = "End the accuracy control of a machine",
      description = "A quarantine stays until an operator ends it; so does the history.")
  public void remove(@RestPath String machine) {
    caller.require(Role.OPERATOR);
    if (!transactions.call(() -> controls.remove(machine))) {
      throw noControl(machine);
    }
  }

  private ControlRow known(String machine) {
    return controls.find(machine).orElseThrow(() -> noControl(machine));
  }

  private static ProblemException noControl(String machine) {
    return ProblemException.notFound("Machine '" + machine + "' has no accuracy control.");
  }

  private AccuracyControl view(ControlRow control) {
    return new AccuracyControl(
        control.machine(),
        control.owner(),
        control.state().name(),
        control.reason(),
        control.quarantined(),
        control.plan().view(),
        control.windowSince(),
        control.nextAt(),
        control.job(),
        control.problem(),
        control.reference(),
        controls.windows(control.machine(), null, 1).stream()
            .map(ControlStore.Entry::window)
            .findFirst()
            .orElse(null));
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
