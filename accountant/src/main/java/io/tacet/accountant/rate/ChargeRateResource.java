package io.tacet.accountant.rate;

import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.LedgerDesk;
import io.tacet.accountant.dated.Words;
import io.tacet.accountant.hardware.KnownMachines;
import io.tacet.accountant.hardware.MachineRows;
import io.tacet.contract.rest.ChargeRate;
import io.tacet.contract.rest.PutChargeRate;
import io.tacet.contract.rest.SetChargeRates;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
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
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Charge rates over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChargeRateResource {

  private final LedgerDesk desk;
  private final Transactions transactions;

  ChargeRateResource(LedgerDesk desk, Transactions transactions) {
    this.desk = desk;
    this.transactions = transactions;
  }

  /** Rates of all machines that have one. */
  @GET
  @Path("/charge-rates")
  @Operation(summary = "Charge rates, by machine and day; a machine without one has rate 1")
  public List<ChargeRate> all(@QueryParam("asKnownOn") @Nullable String asKnownOn)
      throws SQLException {
    return rates(null, asKnownOn);
  }

  /** Rates of a machine, oldest first; empty: it has rate 1. */
  @GET
  @Path("/machines/{machine}/charge-rates")
  @Operation(summary = "Charge rates of a machine, oldest first; without one its rate is 1")
  public List<ChargeRate> list(
      @PathParam("machine") String machine, @QueryParam("asKnownOn") @Nullable String asKnownOn)
      throws SQLException {
    transactions.run(
        connection -> {
          requireMachine(connection, machine);
          return true;
        });
    return rates(machine, asKnownOn);
  }

  /** Sets the rate that holds from midnight UTC of a day. */
  @PUT
  @Path("/machines/{machine}/charge-rates/{from}")
  @Operation(summary = "Set the rate of a machine from midnight UTC of a day (operators)")
  public ChargeRate put(
      @PathParam("machine") String machine,
      @PathParam("from") String from,
      @Nullable PutChargeRate body)
      throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    LocalDate day = fields.day("from", from);
    BigDecimal rate = body == null ? null : body.rate();
    Words.rate(fields, "rate", rate);
    fields.throwIfAny();
    BigDecimal plain = Words.plain(Objects.requireNonNull(rate));
    desk.put(
        Rate.TABLE,
        new Fact<>(machine, Objects.requireNonNull(day), new Rate(plain)),
        connection -> requireMachine(connection, machine));
    return new ChargeRate(machine, day, plain);
  }

  /** Sets the rates of many machines; all or none. */
  @POST
  @Path("/charge-rates")
  @Operation(
      summary = "Set the rates of up to 10,000 machines, all or none (operators)",
      description =
          "Each from midnight UTC of its day; with an entry of its own in the changes. Errors name"
              + " the machine by its place, e.g. rates[17].rate.")
  public List<ChargeRate> putAll(@Nullable SetChargeRates body) throws SQLException {
    desk.requireOperator();
    FieldErrors fields = new FieldErrors();
    MachineRows check = new MachineRows(fields, "rates");
    List<SetChargeRates.Row> rows = check.of(body == null ? null : body.rates());
    for (int i = 0; i < rows.size(); i++) {
      SetChargeRates.Row row = rows.get(i);
      check.check(i, row.machine(), row.from());
      Words.rate(fields, check.field(i, "rate"), row.rate());
    }
    fields.throwIfAny();
    List<Fact<Rate>> facts =
        rows.stream()
            .map(
                row ->
                    new Fact<>(
                        Objects.requireNonNull(row.machine()),
                        Objects.requireNonNull(row.from()),
                        new Rate(Words.plain(Objects.requireNonNull(row.rate())))))
            .toList();
    desk.putAll(Rate.TABLE, facts, connection -> requireMachines(connection, check, facts));
    return facts.stream().map(ChargeRateResource::shown).toList();
  }

  /** Takes a rate back. */
  @DELETE
  @Path("/machines/{machine}/charge-rates/{from}")
  @Operation(summary = "Take back the rate of a machine from a day on (operators)")
  public void delete(@PathParam("machine") String machine, @PathParam("from") String from)
      throws SQLException {
    desk.withdraw(Rate.TABLE, machine, from);
  }

  private List<ChargeRate> rates(@Nullable String machine, @Nullable String asKnownOn)
      throws SQLException {
    return desk.list(Rate.TABLE, machine, asKnownOn, Rate.class).stream()
        .map(ChargeRateResource::shown)
        .toList();
  }

  private static ChargeRate shown(Fact<Rate> fact) {
    return new ChargeRate(fact.subject(), fact.from(), fact.value().rate());
  }

  private static void requireMachines(
      Connection connection, MachineRows rows, List<Fact<Rate>> facts) throws SQLException {
    Set<String> unknown =
        KnownMachines.unknown(connection, facts.stream().map(Fact::subject).toList());
    FieldErrors fields = new FieldErrors();
    for (int i = 0; i < facts.size(); i++) {
      String machine = facts.get(i).subject();
      fields.require(!unknown.contains(machine), rows.field(i, "machine"), noMachine(machine));
    }
    fields.throwIfAny();
  }

  private static void requireMachine(Connection connection, String machine) throws SQLException {
    if (!KnownMachines.has(connection, machine)) {
      throw ProblemException.notFound(noMachine(machine));
    }
  }

  private static String noMachine(String machine) {
    return "There is no machine '"
        + machine
        + "': it is not registered, has no hardware in the ledger, and nothing ran on it."
        + " If the name is right, say what it has (tacet cluster hardware "
        + machine
        + " PROCESSORS), register it (tacet machine register), or import first what ran on it"
        + " (tacet import)";
  }
}
