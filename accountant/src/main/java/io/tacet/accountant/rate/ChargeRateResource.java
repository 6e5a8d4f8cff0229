package io.tacet.accountant.rate;

import io.tacet.accountant.access.CurrentCaller;
import io.tacet.accountant.directory.Directory;
import io.tacet.contract.rest.ChargeRate;
import io.tacet.contract.rest.PutChargeRate;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Charge rates over REST. */
@Path("/api/v1/machines/{machine}/charge-rates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChargeRateResource {

  private static final int MOST_DIGITS = 9;

  private final Transactions transactions;
  private final ChargeRates rates;
  private final Directory directory;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ChargeRateResource(
      Transactions transactions,
      ChargeRates rates,
      Directory directory,
      CurrentCaller caller,
      InstantSource clock) {
    this.transactions = transactions;
    this.rates = rates;
    this.directory = directory;
    this.caller = caller;
    this.clock = clock;
  }

  /** Rates of a machine, oldest first; empty: it has rate 1. */
  @GET
  @Operation(summary = "Charge rates of a machine, oldest first; without one its rate is 1")
  public List<ChargeRate> list(@PathParam("machine") String machine) throws SQLException {
    return transactions.run(
        connection -> {
          requireMachine(connection, machine);
          return rates.of(connection, machine);
        });
  }

  /** Sets the rate that holds from midnight UTC of a day. */
  @PUT
  @Path("/{from}")
  @Operation(summary = "Set the rate of a machine from midnight UTC of a day (operators)")
  public ChargeRate put(
      @PathParam("machine") String machine,
      @PathParam("from") String from,
      @Nullable PutChargeRate body)
      throws SQLException {
    caller.get().requireOperator();
    FieldErrors errors = new FieldErrors();
    LocalDate day = errors.day("from", from);
    BigDecimal rate = body == null ? null : body.rate();
    checkRate(errors, rate);
    errors.throwIfAny();
    if (day == null || rate == null) {
      throw new IllegalStateException("Checked fields are there");
    }
    ChargeRate set = new ChargeRate(machine, day, ChargeRates.plain(rate));
    return transactions.run(
        connection -> {
          requireMachine(connection, machine);
          rates.put(connection, set, caller.get().user(), clock.instant());
          return set;
        });
  }

  private static void checkRate(FieldErrors errors, @Nullable BigDecimal rate) {
    if (rate == null) {
      errors.add("rate", "is missing; send a number, e.g. 1.9");
    } else if (rate.signum() <= 0) {
      errors.add("rate", "must be more than 0");
    } else {
      BigDecimal plain = rate.stripTrailingZeros();
      if (plain.scale() > MOST_DIGITS || plain.precision() - plain.scale() > MOST_DIGITS) {
        errors.add("rate", "must have at most 9 digits before and 9 after the point");
      }
    }
  }

  private void requireMachine(Connection connection, String machine) throws SQLException {
    if (!directory.knowsMachine(connection, machine)) {
      throw ProblemException.notFound("There is no machine '" + machine + "'");
    }
  }
}
