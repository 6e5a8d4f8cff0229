package io.tacet.accountant.report;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.cluster.Clusters;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.pi.Pis;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Reports over REST, for operators and PIs. */
@Path("/api/v1/report")
public class ReportResource {

  private final Transactions transactions;
  private final Reports reports;
  private final Pis pis;
  private final Clusters clusters;
  private final CurrentCaller caller;
  private final InstantSource clock;
  private final ReportSettings settings;

  ReportResource(
      Transactions transactions,
      Reports reports,
      Pis pis,
      Clusters clusters,
      CurrentCaller caller,
      InstantSource clock,
      ReportSettings settings) {
    this.transactions = transactions;
    this.reports = reports;
    this.pis = pis;
    this.clusters = clusters;
    this.caller = caller;
    this.clock = clock;
    this.settings = settings;
  }

  /** Makes a report. */
  @GET
  @Operation(
      summary = "Usage, subscription and utilization of two periods (operators and PIs)",
      description =
          "Without days: last month and the year to date, in the zone given or configured. from, to:"
              + " days of the first period, both included; from2, to2: of the second. Of the first"
              + " alone: beside it its year up to its last day. format: json,"
              + " csv, text or html. by: pi, project or user. credit: end, or split over run time."
              + " project and user narrow usage, and may be repeated: any of them; subscriptions are of"
              + " all usage nevertheless."
              + " classes=true: also tell what bounded the measured work of each project; that"
              + " takes longer the more phases were measured.")
  @APIResponse(
      responseCode = "200",
      description = "The report, in the form asked for",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Report.class)),
        @Content(mediaType = "text/csv"),
        @Content(mediaType = MediaType.TEXT_PLAIN),
        @Content(mediaType = MediaType.TEXT_HTML)
      })
  public Response get(@BeanParam ReportParameters parameters) throws SQLException {
    FieldErrors fields = new FieldErrors();
    Instant now = clock.instant();
    Format format = Format.read(fields, parameters.format);
    ReportRequest request = request(fields, parameters, now);
    fields.throwIfAny();
    transactions.run(
        connection -> {
          requireOperatorOrPi(connection);
          if (request.cluster() != null) {
            clusters.require(connection, "cluster", request.cluster());
          }
          return true;
        });
    Report report = transactions.run(connection -> reports.make(connection, request, now));
    return Response.ok(format.write(report)).type(format.mediaType()).build();
  }

  private void requireOperatorOrPi(Connection connection) throws SQLException {
    if (!caller.get().isOperator() && !pis.knows(connection, caller.get().user())) {
      throw ProblemException.forbidden(
          "A report tells of everyone: it is for operators and PIs; tacet usage shows yours");
    }
  }

  private ReportRequest request(FieldErrors fields, ReportParameters parameters, Instant now) {
    ZoneId zone = zone(fields, parameters.zone);
    Known known = Known.read(fields, parameters.asKnownOn, now);
    By by = by(fields, parameters.by);
    boolean split = choice(fields, "credit", parameters.credit, "end", "split");
    boolean classes = choice(fields, "classes", parameters.classes, "false", "true");
    boolean legacy = choice(fields, "legacy", parameters.legacy, "false", "true");
    NamedPeriod first =
        period(
            fields,
            "",
            parameters.from,
            parameters.to,
            new NamedPeriod("Last month", Period.lastMonth(zone, now)),
            now);
    NamedPeriod second =
        period(
            fields,
            "2",
            parameters.from2,
            parameters.to2,
            new NamedPeriod("Year to date", yearTo(first, parameters, now)),
            now);
    return new ReportRequest(
        List.of(first, second),
        by,
        split,
        legacy,
        known,
        parameters.cluster,
        parameters.project == null ? List.of() : parameters.project,
        parameters.user == null ? List.of() : parameters.user,
        classes);
  }

  /** Of the first period, where it was asked for: a year it does not lie in says nothing of it. */
  private static Period yearTo(NamedPeriod first, ReportParameters parameters, Instant now) {
    ZoneId zone = first.period().zone();
    return parameters.from == null
        ? Period.yearToDate(zone, now)
        : Period.yearTo(first.period().last(), zone, now);
  }

  private static NamedPeriod period(
      FieldErrors fields,
      String number,
      @Nullable String from,
      @Nullable String to,
      NamedPeriod usual,
      Instant now) {
    if (from == null && to == null) {
      return usual;
    }
    LocalDate first = fields.day("from" + number, from);
    LocalDate last = fields.day("to" + number, to);
    if (from == null || to == null) {
      fields.add(from == null ? "from" + number : "to" + number, "is missing; give both days");
    }
    if (first == null || last == null) {
      return usual;
    }
    try {
      return new NamedPeriod("Period", Period.of(first, last, usual.period().zone(), now));
    } catch (IllegalArgumentException e) {
      fields.add((last.isBefore(first) ? "to" : "from") + number, String.valueOf(e.getMessage()));
      return usual;
    }
  }

  private ZoneId zone(FieldErrors fields, @Nullable String text) {
    if (text == null) {
      return settings.zone();
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      fields.add("zone", "must be a time zone like Europe/Berlin or UTC");
      return settings.zone();
    }
  }

  private static By by(FieldErrors fields, @Nullable String text) {
    for (By by : By.values()) {
      if (by.name().equalsIgnoreCase(text == null ? "pi" : text)) {
        return by;
      }
    }
    fields.add("by", "must be pi, project or user");
    return By.PI;
  }

  /** Whether it is the second of two words; absent: the first. */
  private static boolean choice(
      FieldErrors fields, String field, @Nullable String text, String first, String second) {
    if (text == null || text.equals(first)) {
      return false;
    }
    if (!text.equals(second)) {
      fields.add(field, "must be " + first + " or " + second);
    }
    return text.equals(second);
  }
}
