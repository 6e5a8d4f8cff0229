package io.tacet.accountant.report;

import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked to be. Immutable.
 *
 * @param periods its columns
 * @param by whether it also lists projects or users
 * @param split whether usage is spread over run time instead of credited to the end
 * @param legacy intervals as the program of 2014 made them
 * @param cluster null: everything
 * @param project narrows usage to one; null: all
 * @param user narrows usage to one; null: all
 * @param classes whether it tells what bounded the work of each project
 */
record ReportRequest(
    List<NamedPeriod> periods,
    By by,
    boolean split,
    boolean legacy,
    Known known,
    @Nullable String cluster,
    @Nullable String project,
    @Nullable String user,
    boolean classes) {

  boolean isNarrowed() {
    return project != null || user != null;
  }

  /** A column. */
  record NamedPeriod(String name, Period period) {}

  /** What is listed beside PIs. */
  enum By {
    PI,
    PROJECT,
    USER
  }
}
