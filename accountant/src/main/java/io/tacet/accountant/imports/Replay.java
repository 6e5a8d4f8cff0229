package io.tacet.accountant.imports;

import io.tacet.accountant.imports.Quarantine.OpenLine;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.usage.BookingTurn;
import io.tacet.accountant.usage.StagedUsage;
import io.tacet.accountant.usage.StagedUsage.Booked;
import io.tacet.accountant.usage.StagedUsage.Inserted;
import io.tacet.contract.rest.ReplayQuarantine;
import io.tacet.contract.rest.ReplayedQuarantine;
import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads quarantined lines again, as the import that met them did: what was in the future then may
 * be over, and a later version may understand more. A thousand lines per transaction. As everywhere
 * records are taken first, then the turn, then quarantined lines: so nobody waits in a circle.
 * Thread-safe.
 */
@ApplicationScoped
class Replay {

  private static final int AT_ONCE = 1000;

  private final Transactions transactions;
  private final Quarantine quarantine;
  private final ImportRuns runs;
  private final StagedUsage staged;
  private final ImportSettings settings;
  private final InstantSource clock;

  Replay(
      Transactions transactions,
      Quarantine quarantine,
      ImportRuns runs,
      StagedUsage staged,
      ImportSettings settings,
      InstantSource clock) {
    this.transactions = transactions;
    this.quarantine = quarantine;
    this.runs = runs;
    this.staged = staged;
    this.settings = settings;
    this.clock = clock;
  }

  /** Replays the lines that a filter lets through. */
  ReplayedQuarantine run(ReplayQuarantine filter) throws SQLException {
    Result result = new Result();
    long after = 0;
    while (true) {
      long begin = after;
      OptionalLong last = transactions.run(connection -> part(connection, filter, begin, result));
      if (last.isPresent() && last.getAsLong() == begin) {
        return result.told();
      }
      after = last.orElse(begin);
    }
  }

  /**
   * Replays some lines.
   *
   * @return the last of them; empty when somebody else has settled one meanwhile, and nothing was
   *     done
   */
  private OptionalLong part(
      Connection connection, ReplayQuarantine filter, long after, Result result)
      throws SQLException {
    List<OpenLine> lines = quarantine.open(connection, filter, after, AT_ONCE);
    if (lines.isEmpty()) {
      return OptionalLong.of(after);
    }
    Instant now = clock.instant();
    Outcome outcome = read(connection, lines, now);
    List<Inserted> inserted = new ArrayList<>();
    for (StagingRows rows : outcome.rows().values()) {
      inserted.add(staged.insert(connection, rows, false));
    }
    BookingTurn.take(connection);
    if (!quarantine.areOpen(connection, lines)) {
      connection.rollback();
      return OptionalLong.empty();
    }
    for (Inserted one : inserted) {
      staged.raise(connection, one);
    }
    settle(connection, outcome, inserted, now);
    outcome.bad().values().forEach(bad -> result.left(bad.reason().words()));
    outcome.noRecords().forEach(id -> result.left("not a record"));
    inserted.forEach(one -> result.booked(one.booked()));
    return OptionalLong.of(lines.get(lines.size() - 1).id());
  }

  private Outcome read(Connection connection, List<OpenLine> lines, Instant now)
      throws SQLException {
    Outcome outcome = new Outcome(new TreeMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    Map<Long, Reader> readers = new HashMap<>();
    for (OpenLine line : lines) {
      Reader reader = readers.get(line.run());
      if (reader == null) {
        ImportOrder order = runs.order(connection, line.run()).orElseThrow();
        reader = new Reader(order, order.format(now.plus(settings.futureTolerance())));
        readers.put(line.run(), reader);
      }
      ImportOrder order = reader.order();
      Reading reading = read(reader.format(), Line.of(line.content()));
      if (reading instanceof Reading.Booked booked) {
        outcome
            .rows()
            .computeIfAbsent(
                order.source() + " " + order.cluster(),
                same -> new StagingRows(order.source(), order.cluster(), clock))
            .add(line.id(), booked.usage());
      } else if (reading instanceof Reading.Bad bad) {
        outcome.bad().put(line.id(), bad);
      } else {
        outcome.noRecords().add(line.id());
      }
    }
    return outcome;
  }

  private void settle(Connection connection, Outcome outcome, List<Inserted> inserted, Instant now)
      throws SQLException {
    for (Inserted one : inserted) {
      for (long id : one.booked().conflicts()) {
        outcome
            .bad()
            .put(
                id,
                new Reading.Bad(BadReason.CONFLICT, "the same job is there with other content"));
      }
    }
    List<Long> good = new ArrayList<>();
    for (StagingRows rows : outcome.rows().values()) {
      for (int place = 0; place < rows.count(); place++) {
        good.add(rows.line(place));
      }
    }
    good.removeAll(outcome.bad().keySet());
    quarantine.settle(connection, good, now);
    for (Map.Entry<Long, Reading.Bad> one : outcome.bad().entrySet()) {
      Reading.Bad bad = one.getValue();
      quarantine.still(connection, one.getKey(), bad.reason().words(), bad.detail());
    }
  }

  private static Reading read(RecordFormat format, Line line) {
    return line.holdsNul() ? new Reading.Bad(BadReason.NUL, "a NUL is in it") : format.read(line);
  }

  /** Of the lines of one run. */
  private record Reader(ImportOrder order, RecordFormat format) {}

  /**
   * What some lines are, by their ids.
   *
   * @param rows records, by source and cluster
   * @param bad what is still wrong
   * @param noRecords what would be skipped
   */
  private record Outcome(
      Map<String, StagingRows> rows, Map<Long, Reading.Bad> bad, List<Long> noRecords) {}

  /** For one replay. */
  private static final class Result {
    private final Map<String, Long> reasons = new HashMap<>();
    private long imported;
    private long alreadyThere;
    private long left;

    void booked(Booked booked) {
      imported += booked.added();
      alreadyThere += booked.alreadyThere();
    }

    void left(String reason) {
      left++;
      reasons.merge(reason, 1L, Long::sum);
    }

    ReplayedQuarantine told() {
      return new ReplayedQuarantine(
          imported + alreadyThere + left, imported, alreadyThere, left, new TreeMap<>(reasons));
    }
  }
}
