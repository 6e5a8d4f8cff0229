package io.tacet.accountant.imports;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.accountant.imports.record.UnusableFileException;
import io.tacet.accountant.usage.StagedUsage;
import io.tacet.accountant.usage.StagedUsage.Booked;
import io.tacet.accountant.usage.StagedUsage.Inserted;
import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Books chunks, each in a transaction: records, daily sums, quarantine and the run's counts
 * together, so that a process that dies in between leaves nothing half. A dry run does the same and
 * keeps nothing but the counts. Thread-safe.
 */
@ApplicationScoped
class Bookings {

  private final Transactions transactions;
  private final ImportTransactions booking;
  private final StagedUsage staged;
  private final Quarantine quarantine;
  private final ImportRuns runs;
  private final ImportSettings settings;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  Bookings(
      Transactions transactions,
      ImportTransactions booking,
      StagedUsage staged,
      Quarantine quarantine,
      ImportRuns runs,
      ImportSettings settings,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.booking = booking;
    this.staged = staged;
    this.quarantine = quarantine;
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Where the chunks of a run go. What a file brings is taken for new until a record of it is there
   * already, and again after a chunk that was all new: the old part of a file that grew costs one
   * attempt in vain.
   */
  Sink sink(long run, ImportOrder order, Tally tally) {
    boolean[] likelyNew = {true};
    return (chunk, inOrder) -> {
      Dealt dealt =
          booking.run(
              connection -> {
                Instant now = clock.instant();
                Inserted inserted = staged.insert(connection, chunk.rows(), likelyNew[0]);
                if (inserted.booked().staged() > 0) {
                  likelyNew[0] = inserted.booked().allNew();
                }
                inOrder.run();
                staged.raise(connection, inserted);
                Dealt all = dealt(connection, order, chunk, inserted.booked());
                quarantine.add(connection, run, order, all.aside(), now);
                runs.count(connection, run, tally.with(chunk, all), now);
                return all;
              });
      tally.add(chunk, dealt);
      metrics.counter("tacet.imports.lines").increment(chunk.lines());
      metrics.counter("tacet.imports.records").increment((double) dealt.booked().added());
      metrics.counter("tacet.imports.quarantined").increment(dealt.aside().size());
      stopIfTooMany(tally);
    };
  }

  /**
   * The same for a dry run.
   *
   * @param connection whose transaction holds what was seen; to be rolled back
   */
  Sink drySink(Connection connection, long run, ImportOrder order, Tally tally)
      throws SQLException {
    staged.remember(connection);
    return (chunk, inOrder) -> {
      inOrder.run();
      tally.add(chunk, dealt(connection, order, chunk, staged.weigh(connection, chunk.rows())));
      transactions.run(
          other -> {
            runs.count(other, run, tally, clock.instant());
            return true;
          });
      stopIfTooMany(tally);
    };
  }

  private Dealt dealt(Connection connection, ImportOrder order, Chunk chunk, Booked booked)
      throws SQLException {
    List<BadLine> bad = new ArrayList<>(chunk.bad());
    booked.conflicts().forEach(line -> bad.add(chunk.conflict(line)));
    List<BadLine> open = quarantine.unsettled(connection, order, bad);
    return new Dealt(booked, open, bad.size() - open.size());
  }

  private void stopIfTooMany(Tally tally) {
    if (tally.quarantined() > settings.quarantineLimit()) {
      throw new UnusableFileException(
          "More than "
              + settings.quarantineLimit()
              + " lines went to quarantine, so the import stopped; what came before is imported."
              + " Look at them (tacet import quarantine list), mend the cause and import again");
    }
  }

  /**
   * What became of a chunk.
   *
   * @param booked its rows
   * @param aside its lines for quarantine
   * @param settled lines that were there once, and that somebody has dealt with since, count
   */
  record Dealt(Booked booked, List<BadLine> aside, int settled) {}
}
