package io.tacet.cli.schedule;

import io.tacet.contract.rest.ScheduleTiming;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say when. Filled by the command line; for one thread. */
final class TimingOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Once, at a time such as 2026-12-01T06:00:00Z.")
  private @Nullable String at;

  @Option(names = "--daily", paramLabel = "HH:MM", description = "Every day at this time.")
  private @Nullable String daily;

  @Option(
      names = "--weekly",
      paramLabel = "DAYS@HH:MM",
      description = "On these days of the week, e.g. MON,THU@03:30.")
  private @Nullable String weekly;

  @Option(
      names = "--cron",
      paramLabel = "'M H D M W'",
      description = "By a cron expression with five fields, as in crontab.")
  private @Nullable String cron;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Time zone of --daily, --weekly and --cron, e.g. Europe/Berlin. Else UTC; at an edit, the one it has.")
  private @Nullable String zone;

  @Option(
      names = "--on-commit",
      description =
          "When the branch has a new commit: --ref of --repo, or --branch of --watch. That commit"
              + " is measured.")
  private boolean onCommit;

  @Option(
      names = "--on-tag",
      paramLabel = "PATTERN",
      description = "When the repository has a new tag like this, e.g. 'v*'.")
  private @Nullable String onTag;

  @Option(
      names = "--watch",
      paramLabel = "URI",
      description = "The repository to look at, if it is not --repo.")
  private @Nullable String watch;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "The branch to look at in --watch. Else its HEAD.")
  private @Nullable String branch;

  /** Whether nothing is said at all. */
  boolean isEmpty() {
    return !onCommit
        && Stream.of(at, daily, weekly, cron, zone, onTag, watch, branch).allMatch(Objects::isNull);
  }

  /**
   * What to send.
   *
   * @throws ParameterException when the options do not say when
   */
  ScheduleTiming timing() {
    long given =
        Stream.of(at, daily, weekly, cron, onTag).filter(Objects::nonNull).count()
            + (onCommit ? 1 : 0);
    if (given != 1) {
      throw usage("say when by one of --at, --daily, --weekly, --cron, --on-commit and --on-tag.");
    }
    if ((watch != null || branch != null) && !onCommit && onTag == null) {
      throw usage("--watch and --branch go with --on-commit or --on-tag.");
    }
    if (onCommit) {
      return new ScheduleTiming("COMMIT", null, null, null, null, zone, watch, branch, null);
    }
    if (onTag != null) {
      return new ScheduleTiming("TAG", null, null, null, null, zone, watch, branch, onTag);
    }
    if (at != null) {
      return clock("ONCE", instant(at), null, null, null);
    }
    if (weekly != null) {
      String[] parts = weekly.split("@", -1);
      if (parts.length != 2) {
        throw usage("--weekly: write for example MON,THU@03:30.");
      }
      return clock("WEEKLY", null, parts[1], List.of(parts[0].split(",", -1)), null);
    }
    return cron == null
        ? clock("DAILY", null, daily, null, null)
        : clock("CRON", null, null, null, cron);
  }

  private ScheduleTiming clock(
      String mode,
      @Nullable Instant when,
      @Nullable String time,
      @Nullable List<@Nullable String> days,
      @Nullable String expression) {
    return new ScheduleTiming(mode, when, time, days, expression, zone, null, null, null);
  }

  private Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw usage("--at: '" + text + "' is no time; write for example 2026-12-01T06:00:00Z.");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
