package io.tacet.accountant.monthly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;

/** The monthly report; its months are those of {@code tacet.accountant.report.zone}. */
@ConfigMapping(prefix = "tacet.accountant.monthly")
public interface MonthlySettings {

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
}
