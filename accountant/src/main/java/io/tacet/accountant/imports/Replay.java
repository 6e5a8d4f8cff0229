package io.tacet.accountant.imports;

import io.tacet.accountant.imports.Quarantine.OpenLine;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.usage.StagedUsage;
import io.tacet.accountant.usage.StagedUsage.Booked;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads quarantined lines again, as the import that met them did: what was in the future then may
 * be over, and a later version may understand more. A thousand lines per transaction. Thread-safe.
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
      long last = transactions.run(connection -> part(connection, filter, begin, result));
      if (last == begin) {
        return result.told();
      }
      after = last;
    }
  }

  private long part(Connection connection, ReplayQuarantine filter, long after, Result result)
      throws SQLException {
    List<OpenLine> lines = quarantine.open(connection, filter, after, AT_ONCE);
    Map<Long, List<OpenLine>> byRun = new TreeMap<>();
    lines.forEach(line -> byRun.computeIfAbsent(line.run(), run -> new ArrayList<>()).add(line));
    for (Map.Entry<Long, List<OpenLine>> one : byRun.entrySet()) {
      book(connection, runs.order(connection, one.getKey()).orElseThrow(), one.getValue(), result);
    }
    return lines.isEmpty() ? after : lines.get(lines.size() - 1).id();
  }

  private void book(Connection connection, ImportOrder order, List<OpenLine> lines, Result result)
      throws SQLException {
    Instant now = clock.instant();
    RecordFormat format = order.format(now.plus(settings.futureTolerance()));
    StagingRows rows = new StagingRows(order.source(), order.cluster(), clock);
    List<Long> stagedIds = new ArrayList<>();
    for (OpenLine line : lines) {
      Reading reading = read(format, Line.of(line.content()));
      if (reading instanceof Reading.Booked booked) {
        rows.add(line.id(), booked.usage());
        stagedIds.add(line.id());
      } else if (reading instanceof Reading.Bad bad) {
        still(connection, line.id(), bad, result);
      } else {
        result.left("not a record");
      }
    }
    Booked booked = staged.book(connection, rows);
    for (long id : booked.conflicts()) {
      still(
          connection,
          id,
          new Reading.Bad(BadReason.CONFLICT, "the same job is there with other content"),
          result);
    }
    stagedIds.removeAll(booked.conflicts());
    quarantine.settle(connection, stagedIds, now);
    result.booked(booked);
  }

  private static Reading read(RecordFormat format, Line line) {
    return line.holdsNul() ? new Reading.Bad(BadReason.NUL, "a NUL is in it") : format.read(line);
  }

  private void still(Connection connection, long id, Reading.Bad bad, Result result)
      throws SQLException {
    quarantine.still(connection, id, bad.reason().words(), bad.detail());
    result.left(bad.reason().words());
  }

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
