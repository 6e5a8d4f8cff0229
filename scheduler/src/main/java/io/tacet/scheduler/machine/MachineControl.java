package io.tacet.scheduler.machine;

import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.job.Withdrawal;
import io.tacet.scheduler.machine.MachineHistory.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes machines from the queue and gives them back to it, on the word of an operator or of the
 * scheduler itself. Each operation is a transaction of its own that locks the machine as the claim
 * does: once it is committed no order goes out that should not, and one that waits at the machine
 * is on its way back to the queue. A job the machine has begun goes on to its end. Saying the same
 * again changes nothing. Thread-safe.
 *
 * <p>Not to be called in a transaction that has locked the machine: it would wait for itself.
 *
 * <p>All throw {@link ProblemException} 404 for a machine that is not there, and 409 for one that
 * is retired.
 */
@ApplicationScoped
public class MachineControl {

  /** Who speaks when it is no user. */
  public static final String SCHEDULER = "scheduler";

  private static final Logger LOG = Logger.getLogger(MachineControl.class);

  private final Sql sql;
  private final Transactions transactions;
  private final Withdrawal withdrawal;
  private final MachineHistory history;
  private final Dispatcher dispatcher;
  private final JobStore jobs;
  private final Retirement retirement;
  private final InstantSource clock;

  MachineControl(
      Sql sql,
      Transactions transactions,
      Withdrawal withdrawal,
      MachineHistory history,
      Dispatcher dispatcher,
      JobStore jobs,
      Retirement retirement,
      InstantSource clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.withdrawal = withdrawal;
    this.history = history;
    this.dispatcher = dispatcher;
    this.jobs = jobs;
    this.retirement = retirement;
    this.clock = clock;
  }

  /**
   * Its measurements are not to be trusted: it is given jobs of accuracy control (column {@code
   * jobs.control}) and no others. The first reason stays.
   *
   * @param reason for people, not blank
   * @param by a user, or {@link #SCHEDULER}
   * @return whether it was not in quarantine before
   */
  public boolean quarantine(String machine, String reason, String by) {
    return change(
        machine,
        now -> {
          mustBeThere(machine, now);
          if (now.quarantineReason() != null) {
            return false;
          }
          sql.update(
              """
              UPDATE machines SET quarantine_reason = ?, quarantined_by = ?, quarantined_at = ?
              WHERE id = ?
              """,
              reason,
              by,
              clock.instant(),
              machine);
          log(machine, "quarantine", null, "QUARANTINED", by, reason);
          takeBack(machine, "in quarantine", reason, by, true);
          return true;
        });
  }

  /**
   * Ends a quarantine. What an operator has put in quarantine the scheduler does not release.
   *
   * @return whether it was in quarantine and no longer is
   */
  public boolean release(String machine, String by) {
    return change(
        machine,
        now -> {
          boolean mayNot = by.equals(SCHEDULER) && !SCHEDULER.equals(now.quarantinedBy());
          if (now.quarantineReason() == null || mayNot) {
            return false;
          }
          sql.update(
              """
              UPDATE machines SET quarantine_reason = NULL, quarantined_by = NULL,
                quarantined_at = NULL
              WHERE id = ?
              """,
              machine);
          log(machine, "quarantine", "QUARANTINED", null, by, null);
          return true;
        });
  }

  /** It ends what it has begun and is given nothing more; whether that is new. */
  public boolean drain(String machine, @Nullable String reason, String by) {
    return duty(machine, Duty.DRAINED, reason, by);
  }

  /** The same, and nobody expects to hear from it; whether that is new. */
  public boolean maintenance(String machine, @Nullable String reason, String by) {
    return duty(machine, Duty.MAINTENANCE, reason, by);
  }

  /** It is given orders again, unless it is in quarantine; whether that is new. */
  public boolean resume(String machine, String by) {
    return duty(machine, Duty.IN_USE, null, by);
  }

  /**
   * It is to go for good: jobs that name it end as FAILED, its topic is removed, its history stays.
   * Done in the background by {@link Retirement}.
   *
   * @return whether that is new
   * @throws ProblemException 409 while an order is out: only its worker, or a withdrawal, ends it
   */
  public boolean retire(String machine, @Nullable String reason, String by) {
    boolean changed =
        change(
            machine,
            now -> {
              if (!now.duty().isThere()) {
                return false;
              }
              refuseWithOrder(machine);
              set(machine, Duty.RETIRING, reason, by);
              sql.update("UPDATE machines SET active = false WHERE id = ?", machine);
              log(machine, "duty", now.duty().name(), Duty.RETIRING.name(), by, reason);
              return true;
            });
    if (changed) {
      retirement.wake();
    }
    return changed;
  }

  private void refuseWithOrder(String machine) {
    jobs.active(machine)
        .ifPresent(
            job -> {
              throw ProblemException.conflict(
                  "Job %s is out at machine %s (%s). Drain the machine, and retire it when it is"
                          .formatted(job.id(), machine, job.state())
                      + " drained.");
            });
  }

  private boolean duty(String machine, Duty duty, @Nullable String reason, String by) {
    return change(
        machine,
        now -> {
          mustBeThere(machine, now);
          if (now.duty() == duty) {
            return false;
          }
          set(machine, duty, reason, by);
          log(machine, "duty", now.duty().name(), duty.name(), by, reason);
          if (duty != Duty.IN_USE) {
            takeBack(
                machine, duty == Duty.DRAINED ? "drained" : "in maintenance", reason, by, false);
          }
          return true;
        });
  }

  private void set(String machine, Duty duty, @Nullable String reason, String by) {
    sql.update(
        """
        UPDATE machines SET duty = ?, duty_reason = ?, duty_by = ?, duty_since = ? WHERE id = ?
        """,
        duty.name(),
        reason,
        by,
        clock.instant(),
        machine);
  }

  private void log(
      String machine,
      String what,
      @Nullable String was,
      @Nullable String now,
      String by,
      @Nullable String reason) {
    history.change(new Change(machine, what, was, now, by, reason), clock.instant());
    LOG.infof("machine %s: %s %s -> %s by %s: %s", machine, what, was, now, by, reason);
  }

  private void takeBack(
      String machine, String state, @Nullable String reason, String by, boolean keepControl) {
    String because = reason == null || reason.isBlank() ? "" : ": " + reason;
    withdrawal
        .ofMachine(
            machine,
            "Machine %s was put %s by %s%s".formatted(machine, state, by, because),
            keepControl)
        .ifPresent(job -> LOG.infof("job %s goes back to the queue of %s", job, machine));
  }

  private boolean change(String machine, Step step) {
    boolean changed =
        transactions.call(
            () -> {
              Standing now =
                  sql.first(
                          """
                          SELECT duty, quarantine_reason, quarantined_by FROM machines
                          WHERE id = ? FOR NO KEY UPDATE
                          """,
                          MachineControl::standing,
                          machine)
                      .orElseThrow(
                          () ->
                              ProblemException.notFound("There is no machine '" + machine + "'."));
              return step.apply(now);
            });
    if (changed) {
      withdrawal.wake();
      dispatcher.wake();
    }
    return changed;
  }

  private static void mustBeThere(String machine, Standing now) {
    if (!now.duty().isThere()) {
      throw ProblemException.conflict("Machine " + machine + " is retired.");
    }
  }

  private static Standing standing(Row row) throws SQLException {
    return new Standing(
        Duty.valueOf(row.text("duty")),
        row.textOrNull("quarantine_reason"),
        row.textOrNull("quarantined_by"));
  }

  /** What is done with the machine's row locked; whether it changed something. */
  @FunctionalInterface
  private interface Step {
    boolean apply(Standing now);
  }

  private record Standing(
      Duty duty, @Nullable String quarantineReason, @Nullable String quarantinedBy) {}
}
