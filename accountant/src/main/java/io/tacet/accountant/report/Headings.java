package io.tacet.accountant.report;

import java.util.ArrayList;
import java.util.List;

/** What stands above the tables, as sentences. Pure. */
final class Headings {

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
      lines.add("As known on " + report.asKnownOn() + ".");
    }
    if (report.project() != null) {
      lines.add("Usage of project " + report.project() + " only; subscriptions are of all usage.");
    }
    if (report.user() != null) {
      lines.add("Usage of user " + report.user() + " only; subscriptions are of all usage.");
    }
    return lines;
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
          "Not charged, because their CPU time is not known: "
              + Figures.count(column.notCharged())
              + " jobs.");
    }
    if (!column.unratedMachines().isEmpty()) {
      lines.add(
          "Charged at rate 1, because they have none: "
              + String.join(", ", column.unratedMachines())
              + ".");
    }
    return lines;
  }
}
