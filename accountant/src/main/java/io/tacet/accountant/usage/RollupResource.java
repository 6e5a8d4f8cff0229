package io.tacet.accountant.usage;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.contract.rest.RollupCheck;
import io.tacet.intake.database.Transactions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The daily sums over REST; for operators. */
@Path("/api/v1/usage/rollup")
@Produces(MediaType.APPLICATION_JSON)
public class RollupResource {

  private final Transactions transactions;
  private final Rollup rollup;
  private final CurrentCaller caller;

  RollupResource(Transactions transactions, Rollup rollup, CurrentCaller caller) {
    this.transactions = transactions;
    this.rollup = rollup;
    this.caller = caller;
  }

  /** Compares them with the records. */
  @GET
  @Operation(summary = "Compare the daily sums with the records (operators)")
  public RollupCheck verify() throws SQLException {
    caller.get().requireOperator();
    return transactions.run(rollup::verify);
  }

  /** Makes them anew. */
  @POST
  @Path("/rebuild")
  @Operation(summary = "Make the daily sums anew; answers with what was wrong before (operators)")
  public RollupCheck rebuild() throws SQLException {
    caller.get().requireOperator();
    return transactions.run(rollup::rebuild);
  }
}
