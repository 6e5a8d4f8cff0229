package io.tacet.accountant.contribution;

import io.tacet.accountant.cluster.Clusters;
import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.LedgerDesk;
import io.tacet.accountant.dated.Words;
import io.tacet.accountant.pi.Pis;
import io.tacet.contract.rest.Contribution;
import io.tacet.contract.rest.PutContribution;
import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Contributions over REST. */
@Path("/api/v1/contributions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ContributionResource {

  private final LedgerDesk desk;
  private final Pis pis;
  private final Clusters clusters;

  ContributionResource(LedgerDesk desk, Pis pis, Clusters clusters) {
    this.desk = desk;
    this.pis = pis;
    this.clusters = clusters;
  }

  /** Contributions, by id and day. */
  @GET
  @Operation(
      summary = "Contributions, by id and the day from which on it holds",
      description = "points is processors × rate × 100; each PI has its share of it.")
  public List<Contribution> list(@QueryParam("asKnownOn") @Nullable String asKnownOn)
      throws SQLException {
    return desk.list(Paid.TABLE, null, asKnownOn, Paid.class).stream()
        .map(ContributionResource::shown)
        .toList();
  }

  /** Says what is contributed from a day on. */
  @PUT
  @Path("/{contribution}/{from}")
  @Operation(summary = "Set a contribution from midnight UTC of a day (operators)")
  public Contribution put(
      @PathParam("contribution") String contribution,
      @PathParam("from") String from,
      @Nullable PutContribution body)
      throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    LocalDate day = fields.day("from", from);
    Words.id(fields, "contribution", contribution);
    PutContribution given = body == null ? new PutContribution(null, null, null, null) : body;
    if (given.cluster() != null) {
      Words.id(fields, "cluster", given.cluster());
    }
    Words.processors(fields, "processors", given.processors());
    Words.rate(fields, "rate", given.rate());
    checkShares(fields, given.shares());
    fields.throwIfAny();
    Map<String, BigDecimal> shares = new TreeMap<>(Objects.requireNonNull(given.shares()));
    Fact<Paid> fact =
        new Fact<>(
            contribution,
            Objects.requireNonNull(day),
            new Paid(
                given.cluster(),
                Objects.requireNonNull(given.processors()),
                Words.plain(Objects.requireNonNull(given.rate())),
                List.copyOf(shares.keySet()),
                shares.values().stream().map(Words::plain).toList()));
    desk.put(Paid.TABLE, fact, connection -> check(connection, given.cluster(), shares));
    return shown(fact);
  }

  /** Takes back what was said. */
  @DELETE
  @Path("/{contribution}/{from}")
  @Operation(summary = "Take back what was said of a contribution from a day on (operators)")
  public void delete(@PathParam("contribution") String contribution, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(Paid.TABLE, contribution, from);
  }

  private static void checkShares(FieldErrors fields, @Nullable Map<String, BigDecimal> shares) {
    if (shares == null || shares.isEmpty()) {
      fields.add("shares", "is missing; send the share of each PI, e.g. {\"ada\": 1}");
      return;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, @Nullable BigDecimal> one : shares.entrySet()) {
      BigDecimal share = one.getValue();
      if (share == null || share.signum() <= 0 || Words.tooLong(share)) {
        fields.add("shares." + one.getKey(), "must be more than 0, with at most 9 digits");
        return;
      }
      sum = sum.add(share);
    }
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      fields.add("shares", "must be 1 together; they are " + sum.toPlainString());
    }
  }

  private void check(
      Connection connection, @Nullable String cluster, Map<String, BigDecimal> shares)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    if (cluster != null) {
      clusters.check(connection, fields, "cluster", cluster);
    }
    for (String pi : shares.keySet()) {
      fields.require(
          pis.knows(connection, pi),
          "shares." + pi,
          "is no PI; tacet pi lists them, tacet pi set " + pi + " adds it");
    }
    fields.throwIfAny();
  }

  private static Contribution shown(Fact<Paid> fact) {
    Paid paid = fact.value();
    return new Contribution(
        fact.subject(),
        fact.from(),
        paid.cluster(),
        paid.processors(),
        paid.rate(),
        paid.shareByPi(),
        Words.plain(paid.points()));
  }
}
