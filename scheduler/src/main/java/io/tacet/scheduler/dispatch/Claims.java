package io.tacet.scheduler.dispatch;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.DatabaseException;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.quota.Reservations;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Claims for several machines in one transaction, where nothing is in the way: so history and
 * outbox are written once for all of them. Where a quota has to be reserved, or another scheduler
 * was faster with one of the machines, all of it is undone and each machine has its {@link Claim}.
 * A claim waits for no lock, so there is no order in which the machines would have to be taken.
 * Thread-safe.
 */
@ApplicationScoped
public class Claims {

  private final Claim claim;
  private final Transactions transactions;
  private final JobAnnouncement announcement;
  private final Outbox outbox;
  private final Reservations reservations;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;

  Claims(
      Claim claim,
      Transactions transactions,
      JobAnnouncement announcement,
      Outbox outbox,
      Reservations reservations,
      Topics topics,
      Ids ids,
      InstantSource clock) {
    this.claim = claim;
    this.transactions = transactions;
    this.announcement = announcement;
    this.outbox = outbox;
    this.reservations = reservations;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
  }

  /** Orders one job from each of these machines that is free, in use and has one waiting. */
  public List<JobRow> next(List<String> machines) {
    Optional<List<JobRow>> ordered = machines.size() > 1 ? together(machines) : Optional.empty();
    return ordered.orElseGet(
        () -> machines.stream().map(claim::next).flatMap(Optional::stream).toList());
  }

  /** Empty: not in one transaction. */
  private Optional<List<JobRow>> together(List<String> machines) {
    try {
      return Optional.of(transactions.call(() -> claimed(machines)));
    } catch (LimitedException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!DatabaseException.isDuplicate(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private List<JobRow> claimed(List<String> machines) {
    List<JobRow> jobs = new ArrayList<>();
    machines.forEach(machine -> claim.move(machine).ifPresent(jobs::add));
    if (jobs.isEmpty()) {
      return jobs;
    }
    if (reservations.isAnyLimited(
        jobs.stream().map(JobRow::submitter).toList(),
        jobs.stream().map(JobRow::orderedFrom).toList())) {
      throw new LimitedException();
    }
    announcement.sayAll(jobs, JobState.DISPATCHED, job -> What.order(job.orderId()));
    outbox.commands(
        jobs.stream()
            .map(
                job ->
                    new Outbox.Command(
                        topics.jobs(new MachineId(job.orderedFrom())),
                        job.id(),
                        Orders.of(job, ids.event(), clock.instant())))
            .toList());
    return jobs;
  }

  /** A quota is to be reserved, which is done one by one. */
  private static final class LimitedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LimitedException() {
      super("a quota is to be reserved", null, false, false);
    }
  }
}
