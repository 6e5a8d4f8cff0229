package io.tacet.scheduler.config;

import io.quarkus.runtime.Startup;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.scheduler.accuracy.AccuracyConfig;
import io.tacet.scheduler.health.MetricsConfig;
import io.tacet.scheduler.live.LiveConfig;
import io.tacet.scheduler.machine.MachineConfig;
import io.tacet.scheduler.power.PowerConfig;
import io.tacet.scheduler.schedule.ScheduleConfig;
import io.tacet.scheduler.signature.SigningConfig;
import io.tacet.scheduler.window.WindowConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses to start with settings that make no sense, all of them named at once. */
@ApplicationScoped
@Startup
@Priority(1)
public class ConfigCheck {

  /** Shortest token accepted, characters. */
  static final int MIN_TOKEN = 20;

  private final SchedulerConfig config;
  private final ScheduleConfig schedule;
  private final AccuracyConfig accuracy;
  private final WindowConfig window;
  private final MachineConfig machine;
  private final PowerConfig power;
  private final ContractConfig contract;
  private final LiveConfig live;
  private final MetricsConfig metrics;
  private final InstantSource clock;
  private final SignatureConfig signature;
  private final SigningConfig signing;

  ConfigCheck(
      SchedulerConfig config,
      ScheduleConfig schedule,
      AccuracyConfig accuracy,
      WindowConfig window,
      MachineConfig machine,
      PowerConfig power,
      ContractConfig contract,
      LiveConfig live,
      MetricsConfig metrics,
      InstantSource clock,
      SignatureConfig signature,
      SigningConfig signing) {
    this.config = config;
    this.schedule = schedule;
    this.accuracy = accuracy;
    this.window = window;
    this.machine = machine;
    this.power = power;
    this.contract = contract;
    this.live = live;
    this.metrics = metrics;
    this.clock = clock;
    this.signature = signature;
    this.signing = signing;
  }

  @PostConstruct
  void check() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Configuration: " + String.join("; ", problems));
    }
  }

  /** The token of the built-in user, from its setting or its file. */
  public Optional<String> bootstrapToken() {
    return config
        .bootstrapToken()
        .or(() -> config.bootstrapTokenFile().map(ConfigCheck::read))
        .map(String::strip);
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(live.problems());
    positive(problems, "overdue-check", config.overdueCheck());
    positive(problems, "relay-poll", config.relayPoll());
    positive(problems, "retry-backoff", config.retryBackoff());
    positive(problems, "kafka-timeout", config.kafkaTimeout());
    positive(problems, "trim-interval", config.trimInterval());
    subjects(problems);
    positive(problems, "metrics.every", metrics.every());
    if (config.overdueGrace().isNegative()) {
      problems.add("tacet.scheduler.overdue-grace must not be negative");
    }
    if (config.retryBackoffMax().compareTo(config.retryBackoff()) < 0) {
      problems.add("tacet.scheduler.retry-backoff-max must not be below retry-backoff");
    }
    if (config.relayBatch() < 1) {
      problems.add("tacet.scheduler.relay-batch must be at least 1");
    }
    positive(problems, "machine.reports-kept", machine.reportsKept());
    problems.addAll(PowerConfig.problems(power));
    problems.addAll(SigningConfig.problems(signing, signature));
    config
        .bootstrapTokenFile()
        .filter(file -> !Files.isReadable(file))
        .ifPresent(
            file -> problems.add("tacet.scheduler.bootstrap-token-file can't be read: " + file));
    if (problems.isEmpty()) {
      bootstrapToken()
          .filter(token -> token.length() < MIN_TOKEN)
          .ifPresent(
              token ->
                  problems.add(
                      "tacet.scheduler.bootstrap-token must have at least "
                          + MIN_TOKEN
                          + " characters"));
    }
    problems.addAll(contract.problems(clock.instant()));
    return problems;
  }

  private void subjects(List<String> problems) {
    positive(problems, "schedule.check", schedule.check());
    positive(problems, "schedule.look-every", schedule.lookEvery());
    positive(problems, "schedule.look-timeout", schedule.lookTimeout());
    positive(problems, "schedule.longest-pause", schedule.longestPause());
    positive(problems, "schedule.missed-after", schedule.missedAfter());
    atLeastOne(problems, "schedule.most-missed", schedule.mostMissed());
    atLeastOne(problems, "schedule.looks-at-once", schedule.looksAtOnce());
    atLeastOne(problems, "schedule.most-tags", schedule.mostTags());
    atLeastOne(problems, "schedule.most-of-user", schedule.mostOfUser());
    positive(problems, "window.check", window.check());
    positive(problems, "window.feed-every", window.feedEvery());
    positive(problems, "window.feed-timeout", window.feedTimeout());
    positive(problems, "accuracy.check", accuracy.check());
    positive(problems, "accuracy.refused-pause", accuracy.refusedPause());
    atLeastOne(problems, "accuracy.most-failures", accuracy.mostFailures());
  }

  private static void atLeastOne(List<String> problems, String key, int value) {
    if (value < 1) {
      problems.add("tacet.scheduler." + key + " must be at least 1");
    }
  }

  private static void positive(List<String> problems, String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      problems.add("tacet.scheduler." + key + " must be longer than nothing");
    }
  }

  private static String read(java.nio.file.Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "tacet.scheduler.bootstrap-token-file can't be read: " + file, e);
    }
  }
}
