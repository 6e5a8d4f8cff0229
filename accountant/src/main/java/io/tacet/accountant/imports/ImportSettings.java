package io.tacet.accountant.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of imports. Durations are ISO 8601. */
@ConfigMapping(prefix = "tacet.accountant.imports")
public interface ImportSettings {

  /**
   * Bytes of a file that are booked in one transaction, at most; an import holds three such blocks
   * in memory, and about 2.8 KB for each line of one of them. Less, and fewer lines, where the heap
   * is small: as many imports as may run at once take a quarter of it. From 65536 to 67108864.
   */
  @WithDefault("4194304")
  int blockBytes();

  /** Longest line that is read, bytes; a longer one goes to quarantine. At most a block. */
  @WithDefault("1048576")
  int longestLine();

  /** Lines that one import may put into quarantine before it stops. */
  @WithDefault("100000")
  long quarantineLimit();

  /** A job that ends later from now than this is not believed: clocks differ, years don't. */
  @WithDefault("PT1H")
  Duration futureTolerance();

  /**
   * Imports that run at the same time, at most; the next one is asked to come again. Fewer where a
   * quarter of the heap has no room for so many with lines as long as they may be, or where half of
   * the connections to the database are not two for each.
   */
  @WithDefault("2")
  int atOnce();

  /** Slurm's topic. */
  SlurmLive slurmLive();

  /** What Slurm's jobcomp/kafka plug-in publishes. Off unless a topic is named. */
  interface SlurmLive {

    /** Topic the plug-in publishes to ({@code JobCompParams=topic=…}), on the same Kafka. */
    Optional<String> topic();

    /** Cluster the records are booked under; without it each record's own. */
    Optional<String> cluster();

    /** Which field is the project: account, group, wckey, partition or qos. */
    @WithDefault("account")
    String projectFrom();
  }
}
