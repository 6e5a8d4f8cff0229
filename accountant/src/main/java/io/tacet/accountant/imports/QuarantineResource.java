package io.tacet.accountant.imports;

import io.tacet.accountant.access.Caller;
import io.tacet.accountant.access.CurrentCaller;
import io.tacet.contract.rest.DiscardQuarantine;
import io.tacet.contract.rest.DiscardedQuarantine;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.QuarantinedLine;
import io.tacet.contract.rest.ReplayQuarantine;
import io.tacet.contract.rest.ReplayedQuarantine;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Lines that imports put aside, over REST; for operators. */
@Path("/api/v1/imports/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {

  private static final int USUAL_LIMIT = 100;
  private static final int MOST = 1000;

  private final Transactions transactions;
  private final Quarantine quarantine;
  private final Replay replay;
  private final CurrentCaller caller;
  private final InstantSource clock;

  QuarantineResource(
      Transactions transactions,
      Quarantine quarantine,
      Replay replay,
      CurrentCaller caller,
      InstantSource clock) {
    this.transactions = transactions;
    this.quarantine = quarantine;
    this.replay = replay;
    this.caller = caller;
    this.clock = clock;
  }

  /** Lines, the oldest first. */
  @GET
  @Operation(
      summary = "Lines that imports put aside, oldest first (operators)",
      description =
          "run, reason: only those. settled=true: those that were replayed or discarded, too. nextCursor of a"
              + " page is the cursor of the next.")
  public Page<QuarantinedLine> list(
      @QueryParam("run") @Nullable String run,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("settled") @Nullable String settled,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    caller.get().requireOperator();
    FieldErrors fields = new FieldErrors();
    Integer ofRun = fields.wholeNumber("run", run, 1, Integer.MAX_VALUE);
    Integer after = fields.wholeNumber("cursor", cursor, 1, Integer.MAX_VALUE);
    int most = fields.wholeNumber("limit", limit, 1, MOST, USUAL_LIMIT);
    fields.line("reason", reason, 100);
    fields.throwIfAny();
    ReplayQuarantine filter =
        new ReplayQuarantine(null, ofRun == null ? null : ofRun.longValue(), reason);
    List<QuarantinedLine> lines =
        transactions.run(
            connection ->
                quarantine.list(
                    connection,
                    filter,
                    "true".equals(settled),
                    after == null ? 0 : after,
                    most + 1));
    return lines.size() <= most
        ? new Page<>(lines, null)
        : new Page<>(lines.subList(0, most), Long.toString(lines.get(most - 1).id()));
  }

  /** Lets lines go. */
  @POST
  @Path("/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Let quarantined lines go without a record (operators)",
      description =
          "ids, run or reason says which; all given must hold. The lines stay in the list with"
              + " settled=true, with who discarded them and why, and the ledger's changes tell of it"
              + " (what: quarantine, subject: the cluster). A discarded line that is imported again"
              + " is not put aside again.")
  public DiscardedQuarantine discard(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = DiscardQuarantine.class),
                      examples =
                          @ExampleObject(
                              name = "two lines",
                              value =
                                  "{\"ids\": [17, 18], \"because\": \"the node's clock was wrong\"}")))
          @Nullable DiscardQuarantine body)
      throws SQLException {
    Caller operator = caller.get();
    operator.requireOperator();
    FieldErrors fields = new FieldErrors();
    DiscardQuarantine order = body == null ? new DiscardQuarantine(null, null, null, null) : body;
    fields.require(
        order.ids() != null || order.run() != null || order.reason() != null,
        "ids",
        "must be given, or run, or reason: which lines are to go");
    fields.require(
        order.because() != null && !order.because().isBlank(),
        "because",
        "must say why they are let go");
    fields.line("because", order.because(), 200);
    fields.line("reason", order.reason(), 100);
    fields.throwIfAny();
    return new DiscardedQuarantine(
        transactions.run(
            connection -> quarantine.discard(connection, order, operator.user(), clock.instant())));
  }

  /** Reads lines again. */
  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Read quarantined lines again, and book those that are in order now (operators)")
  public ReplayedQuarantine replay(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = ReplayQuarantine.class),
                      examples =
                          @ExampleObject(
                              name = "one import's, put aside for one reason",
                              value = "{\"run\": 12, \"reason\": \"in the future\"}")))
          @Nullable ReplayQuarantine body)
      throws SQLException {
    caller.get().requireOperator();
    ReplayQuarantine filter = body == null ? new ReplayQuarantine(null, null, null) : body;
    return replay.run(filter);
  }
}
