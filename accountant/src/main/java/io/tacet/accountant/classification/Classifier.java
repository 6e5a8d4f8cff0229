package io.tacet.accountant.classification;

import io.tacet.contract.rest.WorkClass;
import io.tacet.contract.rest.WorkLoad;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what bounds work. Each figure is divided by its threshold; at 1 or more it bounds. A disk
 * bounds by its bytes or by what waits for it, memory by its share or by what waits for it. Where
 * one thing bounds, that is the class; where several do, or none and not everything is idle, it is
 * mixed. What was not measured decides nothing. Thread-safe.
 */
@ApplicationScoped
class Classifier {

  private final ClassificationSettings settings;

  Classifier(ClassificationSettings settings) {
    this.settings = settings;
  }

  WorkClass of(WorkLoad load) {
    Double cpu = part(load.cpuShare(), settings.cpu());
    Double memoryStall = part(load.memoryStall(), settings.memoryStall());
    Double memory = greater(part(load.memoryShare(), settings.memory()), memoryStall);
    Double disk =
        greater(
            part(load.diskBytesPerSecond(), settings.diskBytesPerSecond()),
            part(load.diskStall(), settings.diskStall()));
    Double network = part(load.networkBytesPerSecond(), settings.networkBytesPerSecond());
    List<WorkClass> bounds = new ArrayList<>();
    add(bounds, cpu, WorkClass.CPU);
    add(bounds, memory, WorkClass.MEMORY);
    add(bounds, disk, WorkClass.DISK);
    add(bounds, network, WorkClass.NETWORK);
    if (bounds.size() == 1) {
      return bounds.get(0);
    }
    if (!bounds.isEmpty()) {
      return WorkClass.MIXED;
    }
    if (cpu == null && disk == null && network == null) {
      return WorkClass.UNKNOWN;
    }
    boolean idle = isIdle(cpu) && isIdle(memoryStall) && isIdle(disk) && isIdle(network);
    return idle ? WorkClass.IDLE : WorkClass.MIXED;
  }

  /** The rule, with the thresholds that are set, as sentences. */
  String meaning() {
    return "cpu: all CPUs together are busy "
        + percent(settings.cpu())
        + " of the time. memory: "
        + percent(settings.memory())
        + " of it is in use at the most, or tasks wait for it "
        + percent(settings.memoryStall())
        + " of the time. disk: "
        + megabytes(settings.diskBytesPerSecond())
        + " are read and written, or tasks wait for a disk "
        + percent(settings.diskStall())
        + " of the time. network: "
        + megabytes(settings.networkBytesPerSecond())
        + " are received and sent. idle: every figure is below "
        + percent(settings.idle())
        + " of its threshold, how full the memory is left out. mixed: several of them bound, or"
        + " none alone. unknown: neither CPU nor disk nor network was measured.";
  }

  private static String percent(double share) {
    return plain(100 * share) + " %";
  }

  private static String megabytes(double bytes) {
    return plain(bytes / 1e6) + " MB/s";
  }

  private static String plain(double number) {
    return new BigDecimal(number, new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  private static void add(List<WorkClass> bounds, @Nullable Double part, WorkClass bound) {
    if (part != null && part >= 1) {
      bounds.add(bound);
    }
  }

  private boolean isIdle(@Nullable Double part) {
    return part == null || part < settings.idle();
  }

  private static @Nullable Double part(@Nullable Double value, double threshold) {
    return value == null ? null : value / threshold;
  }

  private static @Nullable Double greater(@Nullable Double one, @Nullable Double other) {
    return one == null ? other : other == null ? one : Double.valueOf(Math.max(one, other));
  }
}
