package io.tacet.accountant.usage;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.rate.ServiceUnits;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Usage;
import io.tacet.contract.rest.UsageTotal;
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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Usage over REST. Submitters see their own and their projects' rows, operators all. */
@Path("/api/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {

  private static final int USUAL_LIMIT = 100;
  private static final int MOST = 1000;

  private final Transactions transactions;
  private final UsageList list;
  private final UsageTotals totals;
  private final CurrentCaller caller;
  private final InstantSource clock;

  UsageResource(
      Transactions transactions,
      UsageList list,
      UsageTotals totals,
      CurrentCaller caller,
      InstantSource clock) {
    this.transactions = transactions;
    this.list = list;
    this.totals = totals;
    this.caller = caller;
    this.clock = clock;
  }

  /** Attempts that ended, oldest first. */
  @GET
  @Operation(
      summary = "Usage of each attempt that ended, oldest first",
      description =
          "from and to are days (UTC), both included. project and user may be repeated: any of"
              + " them. serviceUnits has 9 digits after the point,"
              + " rounded half up once. cpuSource NONE: no process ran.")
  public Page<Usage> list(
      @QueryParam("job") @Nullable String job,
      @QueryParam("project") @Nullable List<String> project,
      @QueryParam("user") @Nullable List<String> user,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    FieldErrors errors = new FieldErrors();
    LocalDate first = errors.day("from", from);
    LocalDate last = errors.day("to", to);
    errors.order(first, last);
    Integer most = errors.wholeNumber("limit", limit, 1, MOST);
    Cursor after = Cursor.read(errors, cursor);
    errors.throwIfAny();
    Filter filter =
        new Filter()
            .visibleTo(caller.get())
            .equal("job_id", job)
            .among("project", project)
            .among("user_id", user)
            .days(first, last)
            .after(after);
    return transactions.run(
        connection -> list.page(connection, filter, most == null ? USUAL_LIMIT : most));
  }

  /** Totals per project or user. */
  @GET
  @Path("/totals")
  @Operation(
      summary = "Totals per project or user",
      description =
          "Days are UTC, both included; without them, the present month. project and user narrow"
              + " it, and may be repeated: any of them.")
  public List<UsageTotal> totals(
      @QueryParam("by") @Nullable String by,
      @QueryParam("project") @Nullable List<String> project,
      @QueryParam("user") @Nullable List<String> user,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to)
      throws SQLException {
    FieldErrors errors = new FieldErrors();
    UsageTotals.Grouping grouping = grouping(errors, by);
    YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    LocalDate givenFrom = errors.day("from", from);
    LocalDate givenTo = errors.day("to", to);
    LocalDate first = givenFrom == null ? first(month, givenTo) : givenFrom;
    LocalDate last = givenTo == null ? last(month, first) : givenTo;
    errors.order(first, last);
    errors.throwIfAny();
    Filter filter =
        new Filter()
            .visibleTo(caller.get())
            .among("project", project)
            .among("user_id", user)
            .days(first, last);
    return transactions.run(connection -> totals.of(connection, grouping, filter)).stream()
        .map(
            total ->
                new UsageTotal(
                    total.key(),
                    first,
                    last,
                    total.attempts(),
                    total.notCharged(),
                    total.cpuMicros(),
                    ServiceUnits.of(total.ratedMicros())))
        .toList();
  }

  private static UsageTotals.Grouping grouping(FieldErrors errors, @Nullable String by) {
    if ("user".equals(by)) {
      return UsageTotals.Grouping.USER;
    }
    if (by != null && !"project".equals(by)) {
      errors.add("by", "must be project or user");
    }
    return UsageTotals.Grouping.PROJECT;
  }

  /** With an end alone: the month of the end. */
  private static LocalDate first(YearMonth month, @Nullable LocalDate to) {
    return to == null ? month.atDay(1) : to.withDayOfMonth(1);
  }

  /** With a begin alone: until the present month is over, or the begin's own if that is later. */
  private static LocalDate last(YearMonth month, LocalDate first) {
    LocalDate end = month.atEndOfMonth();
    return end.isBefore(first) ? YearMonth.from(first).atEndOfMonth() : end;
  }
}
