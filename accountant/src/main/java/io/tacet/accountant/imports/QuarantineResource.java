package io.tacet.accountant.imports;

import io.tacet.accountant.access.CurrentCaller;
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

  QuarantineResource(
      Transactions transactions, Quarantine quarantine, Replay replay, CurrentCaller caller) {
    this.transactions = transactions;
    this.quarantine = quarantine;
    this.replay = replay;
    this.caller = caller;
  }

  /** Lines, the oldest first. */
  @GET
  @Operation(
      summary = "Lines that imports put aside, oldest first (operators)",
      description =
          "run, reason: only those. settled=true: those a replay has settled, too. nextCursor of a"
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
