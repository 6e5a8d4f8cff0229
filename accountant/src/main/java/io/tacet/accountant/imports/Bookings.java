package io.tacet.accountant.imports;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.accountant.imports.record.UnusableFileException;
import io.tacet.accountant.usage.StagedUsage;
import io.tacet.accountant.usage.StagedUsage.Booked;
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
  private final StagedUsage staged;
  private final Quarantine quarantine;
  private final ImportRuns runs;
  private final ImportSettings settings;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  Bookings(
      Transactions transactions,
      StagedUsage staged,
      Quarantine quarantine,
      ImportRuns runs,
      ImportSettings settings,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
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
    return chunk -> {
      Booked booked =
          transactions.run(
              connection -> {
                Instant now = clock.instant();
                Booked one =
                    likelyNew[0]
                        ? staged.bookNew(connection, chunk.rows())
                        : staged.book(connection, chunk.rows());
                List<BadLine> bad = bad(chunk, one);
                quarantine.add(connection, run, order, bad, now);
                tally.add(chunk, one, bad);
                runs.count(connection, run, tally, now);
                return one;
              });
      likelyNew[0] = booked.allNew();
      count(chunk, booked);
      stopIfTooMany(tally);
      return booked;
    };
  }

  /**
   * The same for a dry run.
   *
   * @param connection whose transaction holds what was seen; to be rolled back
   */
  Sink drySink(Connection connection, long run, Tally tally) throws SQLException {
    staged.remember(connection);
    return chunk -> {
      Booked booked = staged.weigh(connection, chunk.rows());
      tally.add(chunk, booked, bad(chunk, booked));
      transactions.run(
          other -> {
            runs.count(other, run, tally, clock.instant());
            return true;
          });
      stopIfTooMany(tally);
      return booked;
    };
  }

  private static List<BadLine> bad(Chunk chunk, Booked booked) {
    if (booked.conflicts().isEmpty()) {
      return chunk.bad();
    }
    List<BadLine> bad = new ArrayList<>(chunk.bad());
    booked.conflicts().forEach(line -> bad.add(chunk.conflict(line)));
    return bad;
  }

  private void count(Chunk chunk, Booked booked) {
    metrics.counter("tacet.imports.lines").increment(chunk.lines());
    metrics.counter("tacet.imports.records").increment((double) booked.added());
    metrics
        .counter("tacet.imports.quarantined")
        .increment((double) chunk.bad().size() + booked.conflicts().size());
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
}
