package io.tacet.accountant.classification;

import io.tacet.accountant.access.Caller;
import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Span;
import io.tacet.contract.rest.UseSummary;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How well projects use what they reserve, over REST: operators see all, others their own. */
@Path("/api/v1/usage/classes")
@Produces(MediaType.APPLICATION_JSON)
public class UsageClassesResource {

  private final Transactions transactions;
  private final ProjectUses uses;
  private final CurrentCaller caller;
  private final InstantSource clock;

  UsageClassesResource(
      Transactions transactions, ProjectUses uses, CurrentCaller caller, InstantSource clock) {
    this.transactions = transactions;
    this.uses = uses;
    this.caller = caller;
    this.clock = clock;
  }

  /** By project. */
  @GET
  @Operation(
      summary = "How well each project uses the machines it has to itself",
      description =
          "Of the phases measured in attempts that ended from one day to another (UTC, both"
              + " included; without them, the present month). project may be repeated: any of them.")
  public List<UseSummary> byProject(
      @QueryParam("project") @Nullable List<String> project,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate givenTo = fields.day("to", to);
    LocalDate last = givenTo == null ? today : givenTo;
    LocalDate givenFrom = fields.day("from", from);
    LocalDate first = givenFrom == null ? last.withDayOfMonth(1) : givenFrom;
    fields.order(first, last);
    fields.throwIfAny();
    Caller asking = caller.get();
    PhaseUses.Asked asked =
        new PhaseUses.Asked(
            new Span(Span.midnight(first), Span.midnight(last.plusDays(1))),
            Known.NOW,
            null,
            project == null ? List.of() : project,
            List.of(),
            asking.isOperator() ? null : asking.projects(),
            asking.user());
    return transactions.run(connection -> uses.of(connection, asked));
  }
}
