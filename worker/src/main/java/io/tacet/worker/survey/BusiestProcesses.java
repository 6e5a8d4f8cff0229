package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Paces;
import io.tacet.worker.sensor.PageSize;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.UserHz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The processes that use most CPU and memory. CPU is that since the look before, 100 % being one
 * CPU; at the first look nothing can be said of it. One file is read for each process.
 */
public final class BusiestProcesses implements Survey {

  private static final String CPU = "process_cpu_percent_procfs_process";
  private static final String MEMORY = "process_memory_rss_procfs_process";
  private static final double PERCENT = 100;
  private static final double NANOS_PER_MICRO = 1000;

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
                  "processes",
                  "The processes that use most CPU and memory",
                  "/proc/*/stat",
                  Paces.idleEvery(Duration.ofMinutes(1)),
                  new Field(CPU, "%", "CPU since the look before, 100 is one CPU; name[pid]"),
                  new Field(MEMORY, "bytes", "resident memory; name[pid]"))
              .with(new Option("top", Option.Type.COUNT, "5", "how many of each")),
          BusiestProcesses::new);

  private final Place place;
  private final int top;
  private final long pageSize;
  private Map<String, ProcessUse> before = Map.of();
  private long lookedAt;

  private BusiestProcesses(Place place, Options options) throws IOException {
    this.pageSize = PageSize.of(place.proc());
    this.place = place;
    this.top = options.count("top");
  }

  @Override
  public List<Observation> look() throws IOException {
    long now = place.nanos().getAsLong();
    double micros = (now - lookedAt) / NANOS_PER_MICRO;
    Map<String, ProcessUse> uses = new HashMap<>();
    try (Stream<Path> entries = Files.list(place.proc())) {
      for (Path entry : entries.filter(BusiestProcesses::isProcess).toList()) {
        read(entry).ifPresent(use -> uses.put(use.key(), use));
      }
    }
    Map<String, ProcessUse> earlier = before;
    List<Observation> seen = new ArrayList<>();
    if (!earlier.isEmpty()) {
      busiest(
          uses,
          CPU,
          "%",
          use -> use.ticksSince(earlier) * UserHz.MICROS_PER_TICK / micros * PERCENT,
          seen);
    }
    busiest(uses, MEMORY, "bytes", ProcessUse::residentBytes, seen);
    before = uses;
    lookedAt = now;
    return seen;
  }

  private void busiest(
      Map<String, ProcessUse> uses,
      String metric,
      String unit,
      ToDoubleFunction<ProcessUse> figure,
      List<Observation> seen) {
    uses.values().stream()
        .filter(use -> figure.applyAsDouble(use) > 0)
        .sorted(Comparator.comparingDouble(figure).reversed().thenComparing(ProcessUse::key))
        .limit(top)
        .forEach(
            use ->
                seen.add(new Observation(metric, use.detail(), unit, figure.applyAsDouble(use))));
  }

  private Optional<ProcessUse> read(Path process) {
    try {
      return ProcessUse.read(process, pageSize);
    } catch (IOException e) {
      return Optional.empty(); // it ended while we looked
    }
  }

  private static boolean isProcess(Path entry) {
    return String.valueOf(entry.getFileName()).matches("\\d+");
  }
}
