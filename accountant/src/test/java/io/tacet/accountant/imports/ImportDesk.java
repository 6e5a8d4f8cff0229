package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.accountant.usage.StagedUsage;
import io.tacet.contract.rest.ImportRun;
import io.tacet.contract.rest.ReplayQuarantine;
import io.tacet.contract.rest.ReplayedQuarantine;
import io.tacet.intake.database.Transactions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/** Imports into a database without a service around them. */
final class ImportDesk {

  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final Transactions transactions;
  private final ImportRuns runs = new ImportRuns(new ObjectMapper());
  private final Imports imports;
  private final Replay replay;

  ImportDesk(MigratedDatabase database, Settings settings, InstantSource clock) {
    transactions = new Transactions(database.dataSource());
    Quarantine quarantine = new Quarantine();
    StagedUsage staged = new StagedUsage();
    ImportTransactions booking = new ImportTransactions(transactions, 16);
    Bookings bookings =
        new Bookings(
            transactions,
            booking,
            staged,
            quarantine,
            runs,
            settings,
            clock,
            new SimpleMeterRegistry());
    imports = new Imports(transactions, booking, runs, bookings, settings, clock);
    replay = new Replay(transactions, quarantine, runs, staged, settings, clock);
  }

  ImportRun gridEngine(String cluster, String text) throws SQLException {
    return gridEngine(cluster, new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
  }

  ImportRun gridEngine(String cluster, InputStream content) throws SQLException {
    return run(order("sge", cluster, "UTC", "group", false), content);
  }

  ImportRun slurm(String cluster, String text) throws SQLException {
    return slurm(cluster, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  ImportRun slurm(String cluster, InputStream content) throws SQLException {
    return run(order("slurm", cluster, "UTC", "account", false), content);
  }

  ImportRun run(ImportOrder order, InputStream content) throws SQLException {
    long id = transactions.run(connection -> runs.add(connection, order, "op", NOW));
    return imports.receive(id, content);
  }

  ReplayedQuarantine replay(long run) throws SQLException {
    return replay.run(new ReplayQuarantine(null, run, null));
  }

  static ImportOrder order(
      String source, String cluster, String zone, String projectFrom, boolean dryRun) {
    return new ImportOrder(
        source,
        cluster,
        "test",
        ZoneId.of(zone),
        source.equals("sge") ? ISO_8859_1 : StandardCharsets.UTF_8,
        projectFrom,
        cluster,
        dryRun);
  }

  /** Settings with small blocks, so that a few lines are several chunks. */
  record Settings(int blockBytes, int longestLine, long quarantineLimit, int atOnce)
      implements ImportSettings {

    static final Settings SMALL = new Settings(2048, 1500, 1000);
    static final Settings USUAL = new Settings(4 << 20, 1 << 20, 100_000);

    /** Those of a desk that imports one file after the other. */
    Settings(int blockBytes, int longestLine, long quarantineLimit) {
      this(blockBytes, longestLine, quarantineLimit, 1);
    }

    @Override
    public Duration futureTolerance() {
      return Duration.ofHours(1);
    }

    @Override
    public SlurmLive slurmLive() {
      return new SlurmLive() {
        @Override
        public Optional<String> topic() {
          return Optional.empty();
        }

        @Override
        public Optional<String> cluster() {
          return Optional.empty();
        }

        @Override
        public String projectFrom() {
          return "account";
        }
      };
    }
  }
}
