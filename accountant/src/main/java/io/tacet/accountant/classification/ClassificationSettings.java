package io.tacet.accountant.classification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.ArrayList;
import java.util.List;

/** From where on something is what bounds a phase. Shares are of 1. */
@ConfigMapping(prefix = "tacet.accountant.classification")
public interface ClassificationSettings {

  /** Share of all CPUs' time. */
  @WithDefault("0.7")
  double cpu();

  /** Greatest share of the machine's memory. */
  @WithDefault("0.85")
  double memory();

  /** Share of the time in which a task waited for memory. */
  @WithDefault("0.1")
  double memoryStall();

  /** Bytes per second read and written. */
  @WithDefault("100000000")
  double diskBytesPerSecond();

  /** Share of the time in which a task waited for a disk. */
  @WithDefault("0.3")
  double diskStall();

  /** Bytes per second received and sent, 80 % of a gigabit usually. */
  @WithDefault("100000000")
  double networkBytesPerSecond();

  /** Idle is what stays below this part of every threshold but that of memory. */
  @WithDefault("0.1")
  double idle();

  /** What makes no sense in some settings. */
  static List<String> problems(ClassificationSettings settings) {
    List<String> problems = new ArrayList<>();
    share(problems, "cpu", settings.cpu());
    share(problems, "memory", settings.memory());
    share(problems, "memory-stall", settings.memoryStall());
    share(problems, "disk-stall", settings.diskStall());
    share(problems, "idle", settings.idle());
    positive(problems, "disk-bytes-per-second", settings.diskBytesPerSecond());
    positive(problems, "network-bytes-per-second", settings.networkBytesPerSecond());
    return problems;
  }

  private static void share(List<String> problems, String key, double value) {
    if (!(value > 0 && value <= 1)) {
      problems.add("tacet.accountant.classification." + key + " must be above 0, up to 1");
    }
  }

  private static void positive(List<String> problems, String key, double value) {
    if (!(value > 0)) {
      problems.add("tacet.accountant.classification." + key + " must be above 0");
    }
  }
}
