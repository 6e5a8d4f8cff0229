package io.tacet.accountant.hardware;

import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.LedgerDesk;
import io.tacet.accountant.dated.Words;
import io.tacet.contract.rest.Hardware;
import io.tacet.contract.rest.PutHardware;
import io.tacet.contract.rest.SetHardware;
import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Dated hardware over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HardwareResource {

  private final LedgerDesk desk;

  HardwareResource(LedgerDesk desk) {
    this.desk = desk;
  }

  /** Hardware, by machine and day. */
  @GET
  @Path("/hardware")
  @Operation(summary = "Processors of the machines, by machine and day")
  public List<Hardware> list(
      @QueryParam("machine") @Nullable String machine,
      @QueryParam("asKnownOn") @Nullable String asKnownOn)
      throws SQLException {
    return desk.list(Processors.TABLE, machine, asKnownOn, Processors.class).stream()
        .map(HardwareResource::shown)
        .toList();
  }

  /** Says what a machine has from a day on; it need not be registered: records may be imported. */
  @PUT
  @Path("/machines/{machine}/hardware/{from}")
  @Operation(summary = "Set a machine's processors from midnight UTC of a day (operators)")
  public Hardware put(
      @PathParam("machine") String machine,
      @PathParam("from") String from,
      @Nullable PutHardware body)
      throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    LocalDate day = fields.day("from", from);
    Words.foreign(fields, "machine", machine);
    Words.processors(fields, "processors", body == null ? null : body.processors());
    fields.throwIfAny();
    PutHardware given = Objects.requireNonNull(body);
    Fact<Processors> fact =
        new Fact<>(
            machine,
            Objects.requireNonNull(day),
            new Processors(
                Objects.requireNonNull(given.processors()),
                given.enabled() == null || given.enabled()));
    desk.put(Processors.TABLE, fact, LedgerDesk.Check.NONE);
    return shown(fact);
  }

  /** Says what many machines have; all or nothing. */
  @POST
  @Path("/hardware")
  @Operation(
      summary = "Set the processors of up to 10,000 machines, all or none (operators)",
      description =
          "Each from midnight UTC of its day; with an entry of its own in the changes. Errors name"
              + " the machine by its place, e.g. hardware[17].processors.")
  public List<Hardware> putAll(@Nullable SetHardware body) throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    MachineRows check = new MachineRows(fields, "hardware");
    List<SetHardware.Row> rows = check.of(body == null ? null : body.hardware());
    for (int i = 0; i < rows.size(); i++) {
      SetHardware.Row row = rows.get(i);
      check.check(i, row.machine(), row.from());
      Words.processors(fields, check.field(i, "processors"), row.processors());
    }
    fields.throwIfAny();
    List<Fact<Processors>> facts =
        rows.stream()
            .map(
                row ->
                    new Fact<>(
                        Objects.requireNonNull(row.machine()),
                        Objects.requireNonNull(row.from()),
                        new Processors(
                            Objects.requireNonNull(row.processors()),
                            row.enabled() == null || row.enabled())))
            .toList();
    desk.putAll(Processors.TABLE, facts, LedgerDesk.Check.NONE);
    return facts.stream().map(HardwareResource::shown).toList();
  }

  /** Takes back what was said. */
  @DELETE
  @Path("/machines/{machine}/hardware/{from}")
  @Operation(summary = "Take back what was said of a machine from a day on (operators)")
  public void delete(@PathParam("machine") String machine, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(Processors.TABLE, machine, from);
  }

  private static Hardware shown(Fact<Processors> fact) {
    return new Hardware(
        fact.subject(), fact.from(), fact.value().processors(), fact.value().enabled());
  }
}
