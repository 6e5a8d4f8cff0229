package io.tacet.accountant.series;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.report.ReportSettings;
import io.tacet.accountant.series.page.ChartPage;
import io.tacet.accountant.series.page.Sheet;
import io.tacet.accountant.usage.Jobs;
import io.tacet.contract.rest.SeriesView;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Series over REST: of a job for those who may see it, of an idle machine for operators. */
@Path("/api/v1/series")
public class SeriesResource {

  private static final int USUAL_POINTS = 200;

  private final Transactions transactions;
  private final Jobs jobs;
  private final SeriesBuckets buckets;
  private final Sheets sheets;
  private final ReportSettings settings;
  private final CurrentCaller caller;

  SeriesResource(
      Transactions transactions,
      Jobs jobs,
      SeriesBuckets buckets,
      Sheets sheets,
      ReportSettings settings,
      CurrentCaller caller) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.buckets = buckets;
    this.sheets = sheets;
    this.settings = settings;
    this.caller = caller;
  }

  /** Buckets of series. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Series in buckets: least, mean, greatest and number of samples in each",
      description =
          "job: of one attempt of it (without attempt: the last that has samples); without job, of"
              + " machine, what it told while it had none (operators). from, to: moments like"
              + " 2026-11-21T12:00:00Z. points: buckets at most per series, 1 to 5000, 200 if not"
              + " given. Series that have grown old have wider buckets than asked for.")
  public SeriesView view(@BeanParam SeriesParameters parameters) throws SQLException {
    FieldErrors fields = new FieldErrors();
    SeriesQuery query = parameters.query(fields);
    Integer points = parameters.points(fields);
    fields.throwIfAny();
    return transactions.run(
        connection -> {
          requireVisible(connection, query.job());
          return buckets.view(connection, query, points == null ? USUAL_POINTS : points);
        });
  }

  /** The same as a page with charts. */
  @GET
  @Path("/page")
  @Operation(
      summary = "Series as one HTML page with charts to zoom into, which needs nothing else",
      description =
          "For the same people, with the same parameters and bounds as /api/v1/series. points: if"
              + " not given, 200 to 1000, the fewer the more series there are. zone: of the times"
              + " that are shown, e.g. Europe/Berlin; if not given, the zone of reports. 404 when"
              + " there is nothing to show.")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content =
          @Content(
              mediaType = MediaType.TEXT_HTML,
              schema = @Schema(implementation = String.class)))
  public Response page(
      @BeanParam SeriesParameters parameters, @QueryParam("zone") @Nullable String zone)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    SeriesQuery query = parameters.query(fields);
    Integer points = parameters.points(fields);
    ZoneId shown = zone(fields, zone);
    fields.throwIfAny();
    Sheet sheet =
        transactions.run(
            connection ->
                sheets.make(
                    connection, query, points, requireVisible(connection, query.job()), shown));
    return Response.ok(ChartPage.write(sheet)).type("text/html; charset=utf-8").build();
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

  private Jobs.@Nullable Owner requireVisible(Connection connection, @Nullable String job)
      throws SQLException {
    if (job == null) {
      caller.get().requireOperator();
      return null;
    }
    Optional<Jobs.Owner> owner = jobs.owner(connection, job);
    if (owner.isEmpty()) {
      throw ProblemException.notFound(
          "Nothing is known of job '" + job + "'; tacet jobs lists the jobs, finished ones too");
    }
    if (!caller.get().maySee(owner.get().project(), owner.get().submitter())) {
      throw ProblemException.forbidden("Job '" + job + "' is of another project");
    }
    return owner.get();
  }
}
