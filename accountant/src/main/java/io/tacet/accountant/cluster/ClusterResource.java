package io.tacet.accountant.cluster;

import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.LedgerDesk;
import io.tacet.accountant.dated.Words;
import io.tacet.contract.rest.Cluster;
import io.tacet.contract.rest.PutCluster;
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
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Clusters over REST. */
@Path("/api/v1/clusters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ClusterResource {

  private final LedgerDesk desk;
  private final Clusters clusters;

  ClusterResource(LedgerDesk desk, Clusters clusters) {
    this.desk = desk;
    this.clusters = clusters;
  }

  /** Clusters, by name and day. */
  @GET
  @Operation(summary = "Clusters and their machines, by cluster and day")
  public List<Cluster> list(@QueryParam("asKnownOn") @Nullable String asKnownOn)
      throws SQLException {
    return desk.list(Machines.TABLE, null, asKnownOn, Machines.class).stream()
        .map(fact -> new Cluster(fact.subject(), fact.from(), fact.value().machines()))
        .toList();
  }

  /** Sets the machines of a cluster from a day on. */
  @PUT
  @Path("/{cluster}/{from}")
  @Operation(
      summary = "Set the machines of a cluster from midnight UTC of a day (operators)",
      description =
          "None: it is given up. A cluster is not among the machines of another: the name of one is"
              + " refused, unless a machine is called so, too.")
  public Cluster put(
      @PathParam("cluster") String cluster,
      @PathParam("from") String from,
      @Nullable PutCluster body)
      throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    LocalDate day = fields.day("from", from);
    Words.id(fields, "cluster", cluster);
    List<String> machines = body == null ? null : body.machines();
    if (machines == null) {
      fields.add("machines", "is missing; send the ids of the machines");
    } else {
      machines.forEach(machine -> Words.foreign(fields, "machines", machine));
    }
    fields.throwIfAny();
    Machines set = new Machines(List.copyOf(new TreeSet<>(Objects.requireNonNull(machines))));
    desk.put(
        Machines.TABLE,
        new Fact<>(cluster, Objects.requireNonNull(day), set),
        connection -> clusters.requireMachines(connection, cluster, set.machines()));
    return new Cluster(cluster, day, set.machines());
  }

  /** Takes back what was said. */
  @DELETE
  @Path("/{cluster}/{from}")
  @Operation(summary = "Take back what was said of a cluster from a day on (operators)")
  public void delete(@PathParam("cluster") String cluster, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(Machines.TABLE, cluster, from);
  }
}
