package io.tacet.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tacet.schema.MachineKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Configuration of a worker. {@link WorkerSettings} is the same, checked. */
@ConfigMapping(prefix = "tacet.worker")
public interface WorkerConfig {

  /** Id of this machine as registered with the scheduler, {@code [a-z0-9-]{1,63}}. Required. */
  Optional<String> machine();

  /** One line for people, sent with the machine's facts; the registered one is what lists show. */
  Optional<String> description();

  /**
   * Kind of machine: {@code benchmarking}, {@code profiling} or {@code development}. On a
   * development machine checks and silence are reported, not judged.
   */
  @WithDefault("benchmarking")
  MachineKind kind();

  /** Directory for journal, spool and jobs; on a local disk, one worker each. */
  @WithDefault("/var/lib/tacet-worker")
  Path stateDir();

  /** Time between two states of an idle machine. */
  @WithDefault("PT30S")
  Duration heartbeat();

  /** Pause after each job. */
  @WithDefault("PT0S")
  Duration rest();

  /** How long a job in hand may go on after the worker was told to stop. */
  @WithDefault("PT600S")
  Duration stopTimeout();

  /** How long scenario and source may take to get ready. */
  @WithDefault("PT15M")
  Duration prepareTimeout();

  /** Added to every promise of when the next status comes, for what lies around it. */
  @WithDefault("PT60S")
  Duration statusMargin();

  /** How long an order may wait for the machine to become fit to measure. */
  @WithDefault("PT1H")
  Duration gateTimeout();

  /** Most bytes of samples and output of one job, as sent; samples beyond it are thinned. */
  @WithDefault("67108864")
  long maxResultBytes();

  /** Program and arguments run after each job, without a shell. */
  Optional<List<String>> cleanScript();

  /** How long that may take. */
  @WithDefault("PT5M")
  Duration cleanTimeout();

  /**
   * CPUs the worker itself keeps to, as taskset(1) takes them: {@code 0} or {@code 0,2-3}. Jobs use
   * all there are. Without it the worker stays on those it was started on.
   */
  Optional<String> cpus();

  /** Root of the proc file system. */
  @WithDefault("/proc")
  Path procRoot();

  /** Root of the sys file system. */
  @WithDefault("/sys")
  Path sysRoot();

  /** Temperature at which jobs start; not looked at unless given. */
  Optional<TemperatureConfig> temperature();

  /** Which sensor, and how cool and how warm it must be. */
  interface TemperatureConfig {
    /**
     * Id of the chip as lm-sensors writes it (e.g. {@code coretemp-isa-0000}), or its name where
     * there is one of that name, or type of a thermal zone.
     */
    String chip();

    /** Label of the reading (e.g. {@code Package id 0}); the chip's first unless given. */
    Optional<String> feature();

    /** Temperature at or below which a job may start, °C. */
    double base();

    /**
     * How far below base it is too cold, so that all CPUs are loaded first, °C; 10 unless given.
     */
    OptionalDouble window();
  }
}
