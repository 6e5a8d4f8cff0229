package io.tacet.accountant.config;

import io.quarkus.runtime.Startup;
import io.tacet.accountant.announcement.SenderKey;
import io.tacet.accountant.classification.ClassificationSettings;
import io.tacet.accountant.graphite.GraphiteSettings;
import io.tacet.accountant.monthly.MonthlySettings;
import io.tacet.accountant.series.SeriesSettings;
import io.tacet.accountant.share.ShareSettings;
import io.tacet.contract.config.ContractConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start with settings that make no sense, all of them named at once. */
@ApplicationScoped
@Startup
@Priority(1)
class SettingsCheck {

  private final MonthlySettings monthly;
  private final ShareSettings share;
  private final SeriesSettings series;
  private final ClassificationSettings classification;
  private final GraphiteSettings graphite;
  private final ContractConfig contract;
  private final InstantSource clock;
  private final SenderKey key;

  SettingsCheck(
      MonthlySettings monthly,
      ShareSettings share,
      SeriesSettings series,
      ClassificationSettings classification,
      GraphiteSettings graphite,
      ContractConfig contract,
      InstantSource clock,
      SenderKey key) {
    this.monthly = monthly;
    this.share = share;
    this.series = series;
    this.classification = classification;
    this.graphite = graphite;
    this.contract = contract;
    this.clock = clock;
    this.key = key;
  }

  @PostConstruct
  void check() {
    List<String> problems = new ArrayList<>(MonthlySettings.problems(monthly));
    problems.addAll(SeriesSettings.problems(series));
    problems.addAll(ClassificationSettings.problems(classification));
    problems.addAll(GraphiteSettings.problems(graphite));
    problems.addAll(contract.problems(clock.instant()));
    problems.addAll(key.problems());
    look(problems, "monthly", monthly.every());
    look(problems, "share", share.every());
    look(problems, "series", series.every());
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Configuration: " + String.join("; ", problems));
    }
  }

  private static void look(List<String> problems, String subject, Duration every) {
    if (every.compareTo(Duration.ofMillis(100)) < 0) {
      problems.add("tacet.accountant." + subject + ".every must be 100 ms at least");
    }
  }
}
