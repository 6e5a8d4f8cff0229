package io.tacet.scheduler.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the scheduler. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.scheduler")
public interface SchedulerConfig {

  /**
   * API token of the built-in user {@code admin}, at least 20 characters. Without it (and without
   * the file) no built-in user is made.
   */
  Optional<String> bootstrapToken();

  /** File with that token; used when the token itself is not set. */
  Optional<Path> bootstrapTokenFile();

  /** Mail address of the built-in user {@code admin}. */
  @WithDefault("admin@localhost")
  String bootstrapMail();

  /**
   * How long after the time a machine promised its next status the machine is declared overdue,
   * counted on the broker's clock.
   */
  @WithDefault("PT60S")
  Duration overdueGrace();

  /** How often the database is looked at for due statuses. */
  @WithDefault("PT1S")
  Duration overdueCheck();

  /** How often outbox and queue are looked at when nothing woke their threads. */
  @WithDefault("PT1S")
  Duration relayPoll();

  /** Most records the relay sends in one transaction. */
  @WithDefault("500")
  int relayBatch();

  /** Largest request body; a batch of 10,000 jobs has to fit. */
  @WithDefault("8M")
  MemorySize maxBody();

  /** First pause after a failure of database, broker or registry; doubled with each next one. */
  @WithDefault("PT0.2S")
  Duration retryBackoff();

  /** Longest such pause. */
  @WithDefault("PT10S")
  Duration retryBackoffMax();

  /** How long a call to Kafka may take before the caller is told that it can't be reached. */
  @WithDefault("PT8S")
  Duration kafkaTimeout();

  /** How often machine topics are trimmed up to their group's committed offset. */
  @WithDefault("PT10M")
  Duration trimInterval();

  /**
   * Whether a job's source may be a file URI. Its worker has to allow it, too; the path is one on
   * the measurement machine.
   */
  @WithDefault("true")
  boolean fileSources();
}
