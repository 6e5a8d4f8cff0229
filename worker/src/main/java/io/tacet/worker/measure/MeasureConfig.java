package io.tacet.worker.measure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tacet.schema.MachineKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Configuration of how jobs are run and measured. */
@ConfigMapping(prefix = "tacet.worker")
public interface MeasureConfig {

  /** Kind of machine; one of kind {@code development} has its silence reported, not judged. */
  @WithDefault("benchmarking")
  MachineKind kind();

  /**
   * Unprivileged user that jobs run as; the worker must be root for that, and the user must be able
   * to enter the worker's state directory. Without it jobs run as the worker's own user.
   */
  Optional<String> jobUser();

  /**
   * Whether jobs may run as the worker's own user although the connection to Kafka is secured. They
   * can then read the worker's password and keys: for machines of kind {@code development} only.
   */
  @WithDefault("false")
  boolean allowJobsAsWorker();

  /** Whether a job's source may be a {@code file://} repository on this machine. */
  @WithDefault("false")
  boolean allowFileSources();

  /** How long scenario and source may take to get ready. */
  @WithDefault("PT15M")
  Duration prepareTimeout();

  /** Most bytes kept of a job's output; of longer output the beginnings and ends are kept. */
  @WithDefault("1048576")
  long logLimit();

  /** Root of the proc file system. */
  @WithDefault("/proc")
  Path procRoot();

  /** Root of the sys file system. */
  @WithDefault("/sys")
  Path sysRoot();

  /** How processes are ended. */
  Measure measure();

  /** How much noise a measurement may have. */
  Budget budget();

  /** How processes and sockets are ended. */
  interface Measure {
    /** Time between asking a process to end and killing it. */
    @WithDefault("PT5S")
    Duration killGrace();

    /** How long the worker's last sockets may take to go before a measurement. */
    @WithDefault("PT10S")
    Duration socketTimeout();

    /**
     * Bytes that must stay free where the worker's state directory is: a job that leaves less is
     * ended, so that there is room for its result.
     */
    @WithDefault("67108864")
    long diskReserve();

    /**
     * Largest file a job may write, its output included, bytes; the kernel ends whoever writes more
     * (RLIMIT_FSIZE). Without it files may be as large as the disk allows.
     */
    OptionalLong fileLimit();

    /** Whether jobs get a cgroup of their own where that is possible. */
    @WithDefault("true")
    boolean cgroup();
  }

  /** How much noise a measurement may have; rates count over at least a second. */
  interface Budget {
    /** CPU time outside job and worker, in parts of one CPU. */
    @WithDefault("0.02")
    double foreignCpuShare();

    /** CPU time of the worker, in parts of one CPU. */
    @WithDefault("0.02")
    double workerCpuShare();

    /** Context switches of the worker's threads, per second. */
    @WithDefault("200")
    double workerContextSwitchesPerSecond();

    /** Sampling deadlines missed, in parts of all. */
    @WithDefault("0.01")
    double missedDeadlineShare();

    /** Packets that cannot be told to be the job's, per second. */
    @WithDefault("100")
    double foreignPacketsPerSecond();
  }
}
