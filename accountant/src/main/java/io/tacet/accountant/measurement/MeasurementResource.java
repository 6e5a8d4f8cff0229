package io.tacet.accountant.measurement;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.usage.Jobs;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.Series;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What was measured in a job, over REST, for those who may see the job. */
@Path("/api/v1/jobs/{job}")
@Produces(MediaType.APPLICATION_JSON)
public class MeasurementResource {

  private final Transactions transactions;
  private final Jobs jobs;
  private final Results results;
  private final SeriesPages series;
  private final CurrentCaller caller;

  MeasurementResource(
      Transactions transactions,
      Jobs jobs,
      Results results,
      SeriesPages series,
      CurrentCaller caller) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.results = results;
    this.series = series;
    this.caller = caller;
  }

  /** Statistics per phase, metric and detail. */
  @GET
  @Path("/results")
  @Operation(
      summary = "Statistics per phase, metric and detail of one attempt",
      description = "Without attempt: the last one that has results. Empty until it has reported.")
  public List<PhaseStatistics> results(
      @PathParam("job") String job, @QueryParam("attempt") @Nullable String attempt)
      throws SQLException {
    FieldErrors errors = new FieldErrors();
    Integer number = errors.wholeNumber("attempt", attempt, 0, Integer.MAX_VALUE);
    errors.throwIfAny();
    return transactions.run(
        connection -> {
          requireVisible(connection, job);
          return results.of(connection, job, number);
        });
  }

  /** Samples, chunk by chunk. */
  @GET
  @Path("/series")
  @Operation(
      summary = "Samples of one attempt, chunk by chunk",
      description =
          "Chunks of the same phase, repeat, metric and detail follow one another in time. Without"
              + " attempt: the last one that has samples.")
  public Page<Series> series(
      @PathParam("job") String job,
      @QueryParam("attempt") @Nullable String attempt,
      @QueryParam("phase") @Nullable String phase,
      @QueryParam("metric") @Nullable String metric,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    FieldErrors errors = new FieldErrors();
    Integer number = errors.wholeNumber("attempt", attempt, 0, Integer.MAX_VALUE);
    long after = after(errors, cursor);
    errors.throwIfAny();
    return transactions.run(
        connection -> {
          requireVisible(connection, job);
          return series.page(
              connection, new SeriesPages.SeriesQuery(job, number, phase, metric, after));
        });
  }

  private static long after(FieldErrors errors, @Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      errors.add("cursor", "must be the nextCursor of an earlier page");
      return 0;
    }
    return Long.parseLong(cursor);
  }

  private void requireVisible(Connection connection, String job) throws SQLException {
    Optional<Jobs.Owner> owner = jobs.owner(connection, job);
    if (owner.isEmpty()) {
      throw ProblemException.notFound(
          "Nothing is known of job '" + job + "'; tacet jobs lists the jobs, finished ones too");
    }
    if (!caller.get().maySee(owner.get().project(), owner.get().submitter())) {
      throw ProblemException.forbidden("Job '" + job + "' is of another project");
    }
  }
}
