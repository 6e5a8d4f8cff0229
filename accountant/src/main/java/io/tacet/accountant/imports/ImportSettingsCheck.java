package io.tacet.accountant.imports;

import io.quarkus.runtime.Startup;
import io.tacet.accountant.imports.slurm.ProjectField;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start with settings that make no sense, all of them named at once. */
@ApplicationScoped
@Startup
class ImportSettingsCheck {

  private static final int LEAST_BLOCK = 64 * 1024;
  private static final int MOST_BLOCK = 64 * 1024 * 1024;

  private final ImportSettings settings;

  ImportSettingsCheck(ImportSettings settings) {
    this.settings = settings;
  }

  @PostConstruct
  void check() {
    List<String> problems = problems(settings);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Configuration: " + String.join("; ", problems));
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
