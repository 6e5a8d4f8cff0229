package io.tacet.accountant.report;

import io.tacet.contract.rest.UseSummary;
import io.tacet.contract.rest.WorkClass;
import io.tacet.contract.rest.WorkLoad;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of what bounded the work of a project, as people read them. Pure. */
final class UseCells {

  static final List<String> HEADINGS =
      List.of(
          "Project",
          "Class",
          "Phases",
          "Hours",
          "CPU",
          "Memory",
          "waited for it",
          "Disk",
          "waited for it",
          "Network",
          "Time by class");

  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  private UseCells() {}

  static List<String> of(UseSummary use) {
    WorkLoad load = use.load();
    return List.of(
        use.project(),
        name(use.workClass()),
        Figures.count(use.phases()),
        Figures.amount(
            BigDecimal.valueOf(load.seconds()).divide(SECONDS_PER_HOUR, 9, RoundingMode.HALF_UP)),
        share(load.cpuShare()),
        share(load.memoryShare()),
        share(load.memoryStall()),
        rate(load.diskBytesPerSecond()),
        share(load.diskStall()),
        rate(load.networkBytesPerSecond()),
        use.percentByClass().entrySet().stream()
            .map(one -> name(one.getKey()) + " " + Figures.percent(one.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String share(@Nullable Double share) {
    return share == null
        ? Figures.NONE
        : Figures.percent(BigDecimal.valueOf(100 * share).setScale(1, RoundingMode.HALF_UP));
  }

  private static String rate(@Nullable Double bytesPerSecond) {
    return bytesPerSecond == null
        ? Figures.NONE
        : Figures.amount(BigDecimal.valueOf(bytesPerSecond / 1e6)) + " MB/s";
  }

  private static String name(WorkClass workClass) {
    return workClass.name().toLowerCase(Locale.ROOT);
  }
}
