package io.tacet.accountant.pi;

import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.FactTable;
import io.tacet.accountant.dated.LedgerDesk;
import io.tacet.accountant.dated.Words;
import io.tacet.contract.rest.PiAssignment;
import io.tacet.contract.rest.PutPiAssignment;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Whose usage that of projects and users is, over REST. */
@Path("/api/v1/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AssignmentResource {

  private static final String PROJECT = "project";
  private static final String USER = "user";

  private final LedgerDesk desk;
  private final Pis pis;

  AssignmentResource(LedgerDesk desk, Pis pis) {
    this.desk = desk;
    this.pis = pis;
  }

  /** All assignments, projects before users. */
  @GET
  @Operation(summary = "Which project and user belongs to which PI, by project or user, and day")
  public List<PiAssignment> list(@QueryParam("asKnownOn") @Nullable String asKnownOn)
      throws SQLException {
    return Stream.concat(
            shown(PROJECT, desk.list(Assigned.PROJECTS, null, asKnownOn, Assigned.class)),
            shown(USER, desk.list(Assigned.USERS, null, asKnownOn, Assigned.class)))
        .toList();
  }

  /** Gives a project to a PI. */
  @PUT
  @Path("/projects/{project}/{from}")
  @Operation(summary = "Say whose a project is from midnight UTC of a day (operators)")
  public PiAssignment putProject(
      @PathParam("project") String project,
      @PathParam("from") String from,
      @Nullable PutPiAssignment body)
      throws SQLException {
    return put(Assigned.PROJECTS, PROJECT, project, from, body);
  }

  /** Gives a user to a PI. */
  @PUT
  @Path("/users/{user}/{from}")
  @Operation(summary = "Say whose a user is from midnight UTC of a day (operators)")
  public PiAssignment putUser(
      @PathParam("user") String user,
      @PathParam("from") String from,
      @Nullable PutPiAssignment body)
      throws SQLException {
    return put(Assigned.USERS, USER, user, from, body);
  }

  /** Takes back what was said of a project. */
  @DELETE
  @Path("/projects/{project}/{from}")
  @Operation(summary = "Take back what was said of a project from a day on (operators)")
  public void deleteProject(@PathParam("project") String project, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(Assigned.PROJECTS, project, from);
  }

  /** Takes back what was said of a user. */
  @DELETE
  @Path("/users/{user}/{from}")
  @Operation(summary = "Take back what was said of a user from a day on (operators)")
  public void deleteUser(@PathParam("user") String user, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(Assigned.USERS, user, from);
  }

  private PiAssignment put(
      FactTable table, String kind, String id, String from, @Nullable PutPiAssignment body)
      throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    LocalDate day = fields.day("from", from);
    Words.foreign(fields, kind, id);
    if (body == null) {
      fields.add("pi", "is missing; send the id of a PI, or null for nobody");
    }
    fields.throwIfAny();
    String pi = Objects.requireNonNull(body).pi();
    desk.put(
        table,
        new Fact<>(id, Objects.requireNonNull(day), new Assigned(pi)),
        connection -> {
          if (pi != null) {
            pis.require(connection, pi);
          }
        });
    return new PiAssignment(kind, id, day, pi);
  }

  private static Stream<PiAssignment> shown(String kind, List<Fact<Assigned>> facts) {
    return facts.stream()
        .map(fact -> new PiAssignment(kind, fact.subject(), fact.from(), fact.value().pi()));
  }
}
