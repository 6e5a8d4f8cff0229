package io.tacet.accountant.report;

import io.tacet.accountant.capacity.Utilization;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What stands above the tables, as sentences. Pure. */
final class Headings {

  private static final BigDecimal EVERYTHING = BigDecimal.valueOf(100);

  /** Named in a sentence; JSON has all. */
  private static final int MOST_NAMES = 20;

  private Headings() {}

  static String title(Report report) {
    return report.cluster() == null
        ? "Usage of all machines"
        : "Usage of cluster " + report.cluster();
  }

  static List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(title(report));
    lines.add(
        "Made "
            + Figures.moment(report.madeAt(), report.zone())
            + "; days in "
            + report.zone()
            + ". "
            + Terms.credited(report));
    if (report.asKnownOn() != null) {
      lines.add(asKnownOn(report.asKnownOn()));
    }
    narrowed(lines, "project", report.projects());
    narrowed(lines, "user", report.users());
    return lines;
  }

  private static void narrowed(List<String> lines, String what, List<String> to) {
    if (!to.isEmpty()) {
      lines.add(
          "Usage of "
              + what
              + (to.size() == 1 ? " " : "s ")
              + few(to)
              + " only; subscriptions are of all usage.");
    }
  }

  static String few(List<String> names) {
    int more = names.size() - MOST_NAMES;
    return more <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + more + " more";
  }

  /** A day is asked for by its end, the midnight after it. */
  private static String asKnownOn(Instant moment) {
    OffsetDateTime at = moment.atOffset(ZoneOffset.UTC);
    return at.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? "As known at the end of " + at.toLocalDate().minusDays(1) + " (UTC)."
        : "As known on " + moment + ".";
  }

  static String of(Report.Column column) {
    return column.name() + ": " + column.first() + " to " + column.last();
  }

  static List<String> summary(Report.Column column) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Used "
            + Figures.serviceUnits(column.serviceUnits())
            + " of "
            + Figures.serviceUnits(column.capacityServiceUnits())
            + " the hardware could supply: utilization "
            + (column.utilizationPercent() == null
                ? "n/a, no hardware is known"
                : Figures.percent(column.utilizationPercent()))
            + ".");
    if (column.utilizationPercent() != null
        && column.utilizationPercent().compareTo(EVERYTHING) > 0) {
      lines.add(
          "More was used than the hardware that is known could supply: some machines' hardware may"
              + " not be known (tacet cluster hardware).");
    }
    lines.add(
        Figures.count(column.attempts())
            + " jobs, "
            + Figures.cpuHours(column.cpuMicros())
            + " CPU hours"
            + (column.measured() == 0
                ? ""
                : ", "
                    + Figures.kilowattHours(column.energyMicrojoules())
                    + " measured in "
                    + Figures.count(column.measured())
                    + " of them")
            + ".");
    if (column.notCharged() > 0) {
      lines.add(
          "Not charged: "
              + Figures.count(column.notCharged())
              + (column.notCharged() == 1 ? " job." : " jobs."));
    }
    if (column.hasSeveralNodes()) {
      lines.add(severalNodes(column));
    }
    if (!column.unratedMachines().isEmpty()) {
      lines.add(
          "Charged at rate 1, because they have none: " + few(column.unratedMachines()) + ".");
    }
    return lines;
  }

  private static String severalNodes(Report.Column column) {
    String share =
        Figures.percent(
            Utilization.percent(column.severalNodesRatedMicros(), column.ratedMicros()));
    return "Booked whole on the first of their nodes, at its rate and in its clusters, because what"
        + " each node did is not known: "
        + Figures.count(column.severalNodes())
        + (column.severalNodes() == 1 ? " job" : " jobs")
        + " on several nodes, "
        + Figures.serviceUnits(column.severalNodesServiceUnits())
        + (share.equals(Figures.NONE) ? "" : ", " + share + " of what was used")
        + ".";
  }
}
