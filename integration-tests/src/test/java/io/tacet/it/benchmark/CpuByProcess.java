package io.tacet.it.benchmark;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CPU time of the processes of an installation, of those that live. PostgreSQL's children are
 * counted as long as they are there, which those of a pool are.
 */
final class CpuByProcess {

  private final Map<Part, Duration> before = now();

  /** CPU time since this was made, ms for each of so many jobs: {@code broker 1.9, ...}. */
  String millisPerJob(long jobs) {
    Map<Part, Duration> after = now();
    return Stream.of(Part.values())
        .map(
            part -> {
              Duration spent = time(after, part).minus(time(before, part));
              return "%s %.2f".formatted(part.words, spent.toNanos() / 1e6 / jobs);
            })
        .collect(Collectors.joining(", "));
  }

  private static Duration time(Map<Part, Duration> times, Part part) {
    return times.getOrDefault(part, Duration.ZERO);
  }

  private static Map<Part, Duration> now() {
    Map<Part, Duration> times = new EnumMap<>(Part.class);
    ProcessHandle self = ProcessHandle.current();
    Stream.concat(Stream.of(self), self.descendants())
        .forEach(
            process ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(time -> times.merge(part(process, self), time, Duration::plus)));
    return times;
  }

  private static Part part(ProcessHandle process, ProcessHandle self) {
    String command = process.info().commandLine().orElse("");
    if (process.equals(self)) {
      return Part.MACHINES;
    } else if (command.contains("KafkaRaftServer")) {
      return Part.BROKER;
    } else if (command.contains("postgres")) {
      return Part.DATABASE;
    } else if (command.contains("scheduler")) {
      return Part.SCHEDULER;
    }
    return Part.REST;
  }

  private enum Part {
    BROKER("broker"),
    DATABASE("PostgreSQL"),
    SCHEDULER("scheduler"),
    MACHINES("simulated machines"),
    REST("rest");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }
}
