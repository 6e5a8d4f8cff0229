package io.tacet.accountant.series;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How series grow old. The statistics of phases are kept as they are. */
@ConfigMapping(prefix = "tacet.accountant.series")
public interface SeriesSettings {

  /** Age at which samples become buckets. */
  @WithDefault("P14D")
  Duration coarseAfter();

  /** Width of these buckets. */
  @WithDefault("PT10S")
  Duration coarse();

  /** Age at which they become wider ones. */
  @WithDefault("P90D")
  Duration coarserAfter();

  /** Width of those. */
  @WithDefault("PT5M")
  Duration coarser();

  /** Age at which they are deleted; more than the 7 days the topic keeps them. */
  @WithDefault("P730D")
  Duration keep();

  /** Chunks made coarser, or deleted, in one transaction. */
  @WithDefault("50")
  int step();

  /** Time between two looks. */
  @WithDefault("PT1M")
  Duration every();

  /** What makes no sense in some settings. */
  static List<String> problems(SeriesSettings settings) {
    List<String> problems = new ArrayList<>();
    String prefix = "tacet.accountant.series.";
    if (settings.coarse().compareTo(Duration.ofMillis(1)) < 0) {
      problems.add(prefix + "coarse must be 1 ms at least");
    }
    if (settings.coarser().compareTo(settings.coarse()) < 0) {
      problems.add(prefix + "coarser must not be below coarse");
    }
    if (settings.coarserAfter().compareTo(settings.coarseAfter()) < 0) {
      problems.add(prefix + "coarser-after must not be below coarse-after");
    }
    if (settings.keep().compareTo(Duration.ofDays(8)) < 0) {
      problems.add(
          prefix + "keep must be 8 days at least: what the topic still has would come back");
    }
    if (settings.step() < 1 || settings.step() > 10_000) {
      problems.add(prefix + "step must be from 1 to 10000");
    }
    return problems;
  }
}
