package io.tacet.accountant.monthly;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.contract.rest.MonthlyReport;
import io.tacet.intake.database.Transactions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which months were reported, over REST, for operators. */
@Path("/api/v1/report/months")
@Produces(MediaType.APPLICATION_JSON)
public class MonthlyResource {

  private final Transactions transactions;
  private final MonthTable months;
  private final CurrentCaller caller;

  MonthlyResource(Transactions transactions, MonthTable months, CurrentCaller caller) {
    this.transactions = transactions;
    this.months = months;
    this.caller = caller;
  }

  /** The newest first. */
  @GET
  @Operation(
      summary = "Months whose report went out, the newest first (operators)",
      description = "The oldest is the month before the accountant began: it went to nobody.")
  public List<MonthlyReport> list() throws SQLException {
    caller.get().requireOperator();
    return transactions.run(months::list);
  }
}
