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
 * @param projects narrows usage to these; empty: all
 * @param users narrows usage to these; empty: all
 * @param classes whether it tells what bounded the work of each project
 */
record ReportRequest(
    List<NamedPeriod> periods,
    By by,
    boolean split,
    boolean legacy,
    Known known,
    @Nullable String cluster,
    List<String> projects,
    List<String> users,
    boolean classes) {

  /** Copies the lists. */
  ReportRequest {
    periods = List.copyOf(periods);
    projects = List.copyOf(projects);
    users = List.copyOf(users);
  }

  boolean isNarrowed() {
    return !projects.isEmpty() || !users.isEmpty();
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
