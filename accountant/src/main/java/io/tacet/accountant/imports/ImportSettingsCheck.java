package io.tacet.accountant.imports;

import io.quarkus.runtime.Startup;
import io.tacet.accountant.imports.slurm.ProjectField;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Refuses to start with settings that make no sense, all of them named at once. */
@ApplicationScoped
@Startup
class ImportSettingsCheck {

  private static final Logger LOG = Logger.getLogger(ImportSettingsCheck.class);

  private static final int LEAST_BLOCK = 64 * 1024;
  private static final int MOST_BLOCK = 64 * 1024 * 1024;

  private final ImportSettings settings;
  private final ImportTransactions transactions;

  ImportSettingsCheck(ImportSettings settings, ImportTransactions transactions) {
    this.settings = settings;
    this.transactions = transactions;
  }

  @PostConstruct
  void check() {
    List<String> problems = problems(settings);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Configuration: " + String.join("; ", problems));
    }
    int atOnce = Room.here(settings, transactions.connections()).atOnce();
    if (atOnce < settings.atOnce()) {
      LOG.warnf(
          "%d imports at once, not %d (tacet.accountant.imports.at-once): a quarter of the heap has"
              + " no room for more with lines of %d bytes (tacet.accountant.imports.longest-line), or"
              + " half of the connections (quarkus.datasource.jdbc.max-size) are not two for each",
          atOnce, settings.atOnce(), settings.longestLine());
    }
  }

  static List<String> problems(ImportSettings settings) {
    List<String> problems = new ArrayList<>();
    require(
        problems,
        settings.blockBytes() >= LEAST_BLOCK && settings.blockBytes() <= MOST_BLOCK,
        "block-bytes must be from " + LEAST_BLOCK + " to " + MOST_BLOCK);
    require(
        problems,
        settings.longestLine() >= 1024 && settings.longestLine() <= settings.blockBytes(),
        "longest-line must be from 1024 to block-bytes");
    require(problems, settings.quarantineLimit() >= 1, "quarantine-limit must be at least 1");
    require(
        problems,
        !settings.futureTolerance().isNegative(),
        "future-tolerance must not be negative");
    require(problems, settings.atOnce() >= 1, "at-once must be at least 1");
    require(
        problems,
        ProjectField.of(settings.slurmLive().projectFrom()) != null,
        "slurm-live.project-from must be account, group, wckey, partition or qos");
    return problems;
  }

  private static void require(List<String> problems, boolean holds, String problem) {
    if (!holds) {
      problems.add("tacet.accountant.imports." + problem);
    }
  }
}
