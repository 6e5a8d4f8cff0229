package io.tacet.accountant.cluster;

import io.tacet.accountant.hardware.KnownMachines;
import io.tacet.problem.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Questions about clusters. Thread-safe. */
@ApplicationScoped
public class Clusters {

  /** What was withdrawn counts where it is asked for: a report as known then may be of it. */
  private static final String KNOWN =
      "SELECT EXISTS (SELECT FROM cluster WHERE cluster = ? AND (? OR known_to IS NULL))";

  /** Those of some names that are clusters now, or that records were imported under. */
  private static final String AMONG =
      """
      SELECT name FROM unnest(?::text[]) AS name
      WHERE EXISTS (SELECT FROM cluster c
          WHERE c.cluster = name AND c.known_to IS NULL AND cardinality(c.machines) > 0)
        OR EXISTS (SELECT FROM import_run r
          WHERE r.cluster = name AND r.imported > 0 AND NOT r.dry_run)
      ORDER BY name
      """;

  /** Other clusters among whose machines a name is. */
  private static final String AROUND =
      """
      SELECT cluster, from_day FROM cluster
      WHERE known_to IS NULL AND cluster <> ? AND ? = ANY (machines)
      ORDER BY cluster, from_day
      """;

  /**
   * Ends the request if a cluster would be among the machines of another, one way or the other, and
   * no machine is called so: nothing would ever be counted for it, and nothing would tell.
   *
   * @throws io.tacet.problem.ProblemException 400
   */
  void requireMachines(Connection connection, String cluster, List<String> machines)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    checkMembers(connection, fields, cluster, machines);
    if (!machines.isEmpty() && !KnownMachines.has(connection, cluster)) {
      checkMembership(connection, fields, cluster);
    }
    fields.throwIfAny();
  }

  private static void checkMembership(Connection connection, FieldErrors fields, String cluster)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AROUND)) {
      statement.setString(1, cluster);
      statement.setString(2, cluster);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String around = row.getString(1);
          String day = row.getString(2);
          fields.add(
              "cluster",
              "'"
                  + cluster
                  + "' is among the machines of cluster '"
                  + around
                  + "' from "
                  + day
                  + " on, and no machine of that name is known; name the machines there instead,"
                  + " for a machine may be in several clusters (tacet cluster set "
                  + around
                  + " MACHINE... --from "
                  + day
                  + "). If a machine is called so, too, say first what it has (tacet cluster"
                  + " hardware "
                  + cluster
                  + " PROCESSORS)");
        }
      }
    }
  }

  private static void checkMembers(
      Connection connection, FieldErrors fields, String cluster, List<String> machines)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AMONG)) {
      statement.setArray(1, connection.createArrayOf("text", machines.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          fields.require(
              name.equals(cluster) || KnownMachines.has(connection, name),
              "machines",
              "'"
                  + name
                  + "' is a cluster, and no machine of that name is known; name the machines of it"
                  + " (tacet cluster lists them), for a machine may be in several clusters. If a"
                  + " machine is called so, too, say first what it has (tacet cluster hardware)");
        }
      }
    }
  }

  /**
   * Ends the request unless the ledger has ever heard of such a cluster: under a misspelt name
   * there would be no usage, no hardware and no contribution, and nothing wrong to be seen.
   *
   * @param field name of the parameter it was given as
   * @throws io.tacet.problem.ProblemException 400
   */
  public void require(Connection connection, String field, String cluster) throws SQLException {
    FieldErrors fields = new FieldErrors();
    check(connection, fields, field, cluster, true);
    fields.throwIfAny();
  }

  /**
   * Notes it among the errors unless there is such a cluster now: under a misspelt name what is
   * said of it would count in no report on the cluster, unseen.
   *
   * @param field name of the parameter it was given as
   */
  public void check(Connection connection, FieldErrors fields, String field, String cluster)
      throws SQLException {
    check(connection, fields, field, cluster, false);
  }

  private static void check(
      Connection connection, FieldErrors fields, String field, String cluster, boolean ever)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setString(1, cluster);
      statement.setBoolean(2, ever);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        fields.require(
            row.getBoolean(1),
            field,
            "there is no cluster '"
                + cluster
                + "'; tacet cluster lists them, tacet cluster set "
                + cluster
                + " MACHINE... makes it");
      }
    }
  }
}
