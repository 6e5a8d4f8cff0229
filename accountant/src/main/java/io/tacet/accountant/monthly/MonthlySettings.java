package io.tacet.accountant.monthly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The monthly report; its months are those of {@code tacet.accountant.report.zone}. */
@ConfigMapping(prefix = "tacet.accountant.monthly")
public interface MonthlySettings {

  /** What a notice may carry, bytes. */
  int MOST_BYTES = 512 * 1024;

  /** Whether it goes out by itself. */
  @WithDefault("true")
  boolean enabled();

  /** Time after a month's end at which it is reported, so that late records are in it. */
  @WithDefault("PT6H")
  Duration delay();

  /**
   * Months at most that are made up for after a standstill, the newest; older ones are left out.
   */
  @WithDefault("3")
  int catchUp();

  /**
   * First month reported, e.g. {@code 2026-10}. Without it, the month in which this accountant was
   * started for the first time.
   */
  Optional<YearMonth> firstMonth();

  /**
   * Where PIs reach this service, e.g. {@code https://accountant.example.org}: a report too large
   * to be attached is linked to there.
   */
  Optional<String> publicUrl();

  /** Size up to which a report is attached, bytes; 524288 at most. */
  @WithDefault("524288")
  int attachmentBytes();

  /** Time between two looks at the calendar. */
  @WithDefault("PT1M")
  Duration every();

  /** What makes no sense in some settings. */
  static List<String> problems(MonthlySettings settings) {
    List<String> problems = new ArrayList<>();
    String prefix = "tacet.accountant.monthly.";
    if (settings.delay().isNegative() || settings.delay().compareTo(Duration.ofDays(20)) > 0) {
      problems.add(prefix + "delay must be from 0 to 20 days");
    }
    if (settings.catchUp() < 1 || settings.catchUp() > 120) {
      problems.add(prefix + "catch-up must be from 1 to 120");
    }
    if (settings.attachmentBytes() < 0 || settings.attachmentBytes() > MOST_BYTES) {
      problems.add(prefix + "attachment-bytes must be from 0 to " + MOST_BYTES);
    }
    return problems;
  }
}
