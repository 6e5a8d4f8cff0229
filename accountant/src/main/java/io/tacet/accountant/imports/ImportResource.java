package io.tacet.accountant.imports;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.contract.rest.ImportRun;
import io.tacet.contract.rest.StartImport;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.problem.Streamed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Imports over REST; for operators. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

  private static final int USUAL_LIMIT = 20;
  private static final int MOST = 500;

  private final Transactions transactions;
  private final ImportRuns runs;
  private final Imports imports;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ImportResource(
      Transactions transactions,
      ImportRuns runs,
      Imports imports,
      CurrentCaller caller,
      InstantSource clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.imports = imports;
    this.caller = caller;
    this.clock = clock;
  }

  /** Says what is going to be sent. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Begin the import of a file (operators)",
      description = "Answers with the id under which its content is sent.")
  public Response start(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = StartImport.class),
                      examples =
                          @ExampleObject(
                              name = "slurm",
                              value =
                                  "{\"source\": \"slurm\", \"cluster\": \"phillips\","
                                      + " \"file\": \"sacct-2026-10.txt\", \"zone\": \"UTC\"}")))
          @Nullable StartImport body)
      throws SQLException {
    caller.get().requireOperator();
    if (body == null) {
      throw ProblemException.noBody();
    }
    FieldErrors fields = new FieldErrors();
    ImportOrder order = ImportOrder.read(fields, body);
    fields.throwIfAny();
    ImportOrder checked = Objects.requireNonNull(order);
    ImportRun run =
        transactions.run(
            connection -> {
              check(connection, checked, body);
              long id = runs.add(connection, checked, caller.get().user(), clock.instant());
              return runs.find(connection, id).orElseThrow();
            });
    return Response.created(URI.create("/api/v1/imports/" + run.id())).entity(run).build();
  }

  /** Takes the content. */
  @PUT
  @Path("/{id}/content")
  @Consumes({MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Send the content of a file, as it is or packed by gzip or zstd (operators)",
      description =
          "Any length, sent in chunks (Transfer-Encoding: chunked, without Content-Length). Answers"
              + " when all of it is booked.")
  public ImportRun content(@PathParam("id") long id, @Streamed InputStream content)
      throws SQLException {
    caller.get().requireOperator();
    return imports.receive(id, content);
  }

  /** One import; while it runs, how far it is. */
  @GET
  @Path("/{id}")
  @Operation(summary = "One import; while it runs, how far it is (operators)")
  public ImportRun get(@PathParam("id") long id) throws SQLException {
    caller.get().requireOperator();
    return transactions
        .run(connection -> runs.find(connection, id))
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "There is no import " + id + "; tacet import runs lists them"));
  }

  /** Imports, the newest first. */
  @GET
  @Operation(summary = "Imports, the newest first (operators)")
  public List<ImportRun> list(@QueryParam("limit") @Nullable String limit) throws SQLException {
    caller.get().requireOperator();
    FieldErrors fields = new FieldErrors();
    int most = fields.wholeNumber("limit", limit, 1, MOST, USUAL_LIMIT);
    fields.throwIfAny();
    return transactions.run(connection -> runs.latest(connection, most));
  }

  private void check(Connection connection, ImportOrder order, StartImport body)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    if (!Boolean.TRUE.equals(body.newCluster())
        && !runs.knowsCluster(connection, order.cluster())) {
      fields.add(
          "cluster",
          "'"
              + order.cluster()
              + "' is known neither to the ledger nor from an earlier import; under a misspelt name"
              + " everything would count twice. If it is right, say newCluster (--new-cluster)");
    }
    Optional<String> other =
        Boolean.TRUE.equals(body.otherZone()) || !order.source().equals(ImportOrder.SLURM)
            ? Optional.empty()
            : runs.otherZone(connection, order);
    other.ifPresent(
        zone ->
            fields.add(
                "zone",
                "earlier imports of this cluster had times in "
                    + zone
                    + "; in another zone the same jobs would count twice. If it is right, say"
                    + " otherZone (--other-zone)"));
    fields.throwIfAny();
  }
}
