package io.tacet.accountant.share;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.cluster.Clusters;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.Words;
import io.tacet.contract.rest.ProjectWeight;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Shares over REST, for operators. */
@Path("/api/v1/shares")
public class ShareResource {

  private static final String ANNOUNCED =
      "SELECT project, weight, announced_at FROM project_share ORDER BY project";

  private final Transactions transactions;
  private final DatedFacts facts;
  private final Clusters clusters;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ShareResource(
      Transactions transactions,
      DatedFacts facts,
      Clusters clusters,
      CurrentCaller caller,
      InstantSource clock) {
    this.transactions = transactions;
    this.facts = facts;
    this.clusters = clusters;
    this.caller = caller;
    this.clock = clock;
  }

  /** What was announced. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Weights of projects, as last announced to the scheduler (operators)",
      description =
          "1 + the PI's points ÷ 100 ÷ the number of the PI's projects. A project that is not listed"
              + " has weight 1.")
  public List<ProjectWeight> announced() throws SQLException {
    caller.get().requireOperator();
    return transactions.run(
        connection -> {
          List<ProjectWeight> all = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(ANNOUNCED);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              all.add(
                  new ProjectWeight(
                      row.getString(1),
                      Words.plain(row.getBigDecimal(2)),
                      row.getObject(3, OffsetDateTime.class).toInstant()));
            }
          }
          return all;
        });
  }

  /** For Slurm. */
  @GET
  @Path("/slurm")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      summary = "Contributions as raw shares, a file for sacctmgr load (operators)",
      description =
          "cluster: its name in Slurm. of: a cluster of ours; counts what was paid for it or a part"
              + " of it. by: project (a PI's points divided evenly) or pi. day: as of which day, UTC"
              + " (today).")
  public String slurm(
      @QueryParam("cluster") @Nullable String cluster,
      @QueryParam("of") @Nullable String of,
      @QueryParam("by") @Nullable String by,
      @QueryParam("day") @Nullable String day)
      throws SQLException {
    caller.get().requireOperator();
    FieldErrors fields = new FieldErrors();
    if (cluster == null || SlurmShares.unfit(List.of(cluster))) {
      fields.add(
          "cluster",
          "must be the cluster's name in Slurm, as sacctmgr show cluster has it: 1 to 63 characters"
              + " of a-z, A-Z, 0-9, '.', '_', '@', '+', '-'");
    }
    if (by != null && !by.equals("project") && !by.equals("pi")) {
      fields.add("by", "must be project or pi");
    }
    LocalDate given = fields.day("day", day);
    fields.throwIfAny();
    LocalDate asOf = given == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : given;
    return transactions.run(
        connection -> slurm(connection, String.valueOf(cluster), of, "pi".equals(by), asOf));
  }

  private String slurm(
      Connection connection, String cluster, @Nullable String of, boolean byPi, LocalDate day)
      throws SQLException {
    if (of != null) {
      clusters.require(connection, "of", of);
    }
    ShareTable table = ShareTable.on(connection, facts, day, of);
    try {
      return byPi
          ? SlurmShares.write(cluster, day, table.piPoints(), Map.of())
          : SlurmShares.write(cluster, day, table.projectPoints(), table.unplacedPoints());
    } catch (IllegalArgumentException e) {
      throw ProblemException.conflict(
          "'"
              + e.getMessage()
              + "' can't be the name of an account in Slurm: it must be 1 to 63 characters of a-z,"
              + " A-Z, 0-9, '.', '_', '@', '+', '-'. Say that it belongs to no PI on that day (tacet pi"
              + " assign), or ask by pi instead of by project (--by pi)");
    }
  }
}
