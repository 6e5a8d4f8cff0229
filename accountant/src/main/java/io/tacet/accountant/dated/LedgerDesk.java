package io.tacet.accountant.dated;

import io.tacet.accountant.access.Caller;
import io.tacet.accountant.access.CurrentCaller;
import io.tacet.intake.database.Transactions;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request reads or changes the ledger: in a transaction, as the caller, at the clock's
 * time. Changes need an operator. Thread-safe.
 */
@ApplicationScoped
public class LedgerDesk {

  private final Transactions transactions;
  private final DatedFacts facts;
  private final CurrentCaller caller;
  private final InstantSource clock;

  LedgerDesk(
      Transactions transactions, DatedFacts facts, CurrentCaller caller, InstantSource clock) {
    this.transactions = transactions;
    this.facts = facts;
    this.caller = caller;
    this.clock = clock;
  }

  /** Who asks. */
  public Caller caller() {
    return caller.get();
  }

  /** The time. */
  public InstantSource clock() {
    return clock;
  }

  /** Ends the request unless an operator asks. */
  public void requireOperator() {
    caller.get().requireOperator();
  }

  /** Facts as known on what the request says. */
  public <T> List<Fact<T>> list(
      FactTable table, @Nullable String subject, @Nullable String asKnownOn, Class<T> type)
      throws SQLException {
    FieldErrors fields = new FieldErrors();
    Known known = Known.read(fields, asKnownOn, clock.instant());
    fields.throwIfAny();
    return transactions.run(connection -> facts.list(connection, table, subject, known, type));
  }

  /** Sets a fact, if the check finds nothing against it. */
  public <T> void put(FactTable table, Fact<T> fact, Check check) throws SQLException {
    putAll(table, List.of(fact), check);
  }

  /** Sets facts, all or none, if the check finds nothing against them. */
  public <T> void putAll(FactTable table, List<Fact<T>> all, Check check) throws SQLException {
    transactions.run(
        connection -> {
          check.in(connection);
          Change change = new Change(caller.get().user(), clock.instant());
          for (Fact<T> fact : all) {
            facts.put(connection, table, fact, change);
          }
          return true;
        });
  }

  /** Takes a fact back; 404 when there is none. */
  public void withdraw(FactTable table, String subject, String from) throws SQLException {
    requireOperator();
    LocalDate day = day(from);
    boolean done =
        transactions.run(
            connection ->
                facts.withdraw(
                    connection,
                    table,
                    subject,
                    day,
                    new Change(caller.get().user(), clock.instant())));
    if (!done) {
      throw ProblemException.notFound(
          "Nothing is said of "
              + table.what()
              + " '"
              + subject
              + "' from "
              + day
              + " on; name the day as listed: "
              + table.listedBy());
    }
  }

  /** The day in a path. */
  public static LocalDate day(String from) {
    FieldErrors fields = new FieldErrors();
    LocalDate day = fields.day("from", from);
    fields.throwIfAny();
    if (day == null) {
      throw new IllegalStateException("A checked day is there");
    }
    return day;
  }

  /** Looks into the database before something is changed; ends the request by an exception. */
  @FunctionalInterface
  public interface Check {
    /** Nothing to look for. */
    Check NONE = connection -> {};

    /** Looks. */
    void in(Connection connection) throws SQLException;
  }
}
