package io.tacet.accountant.series;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.usage.Jobs;
import io.tacet.contract.rest.SeriesView;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Series over REST: of a job for those who may see it, of an idle machine for operators. */
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesResource {

  private static final int USUAL_POINTS = 200;
  private static final int MOST_POINTS = 5000;

  private final Transactions transactions;
  private final Jobs jobs;
  private final SeriesBuckets buckets;
  private final CurrentCaller caller;

  SeriesResource(
      Transactions transactions, Jobs jobs, SeriesBuckets buckets, CurrentCaller caller) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.buckets = buckets;
    this.caller = caller;
  }

  /** Buckets of series. */
  @GET
  @Operation(
      summary = "Series in buckets: least, mean, greatest and number of samples in each",
      description =
          "job: of one attempt of it (without attempt: the last that has samples); without job, of"
              + " machine, what it told while it had none (operators). from, to: moments like"
              + " 2026-11-21T12:00:00Z. points: buckets at most per series, 1 to 5000, 200 if not"
              + " given. Series that have grown old have wider buckets than asked for.")
  public SeriesView view(
      @QueryParam("job") @Nullable String job,
      @QueryParam("attempt") @Nullable String attempt,
      @QueryParam("machine") @Nullable String machine,
      @QueryParam("phase") @Nullable String phase,
      @QueryParam("metric") @Nullable String metric,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("points") @Nullable String points)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    if (job == null && machine == null) {
      fields.add("job", "is missing; name a job, or a machine for what it told while idle");
    }
    Integer number = fields.wholeNumber("attempt", attempt, 0, Integer.MAX_VALUE);
    Integer most = fields.wholeNumber("points", points, 1, MOST_POINTS);
    SeriesQuery query =
        new SeriesQuery(
            job,
            number,
            machine,
            phase,
            metric,
            moment(fields, "from", from),
            moment(fields, "to", to));
    fields.throwIfAny();
    return transactions.run(
        connection -> {
          requireVisible(connection, job);
          return buckets.view(connection, query, most == null ? USUAL_POINTS : most);
        });
  }

  private static @Nullable Instant moment(FieldErrors fields, String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      fields.add(field, "must be a moment like 2026-11-21T12:00:00Z");
      return null;
    }
  }

  private void requireVisible(Connection connection, @Nullable String job) throws SQLException {
    if (job == null) {
      caller.get().requireOperator();
      return;
    }
    Optional<Jobs.Owner> owner = jobs.owner(connection, job);
    if (owner.isEmpty()) {
      throw ProblemException.notFound("Nothing is known of job '" + job + "'");
    }
    if (!caller.get().maySee(owner.get().project(), owner.get().submitter())) {
      throw ProblemException.forbidden("Job '" + job + "' is of another project");
    }
  }
}
