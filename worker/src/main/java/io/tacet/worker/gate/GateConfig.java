package io.tacet.worker.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tacet.schema.CheckLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Configuration of what makes a machine fit to measure. {@link GateSettings} checks it. */
@ConfigMapping(prefix = "tacet.worker.gate")
public interface GateConfig {

  /**
   * Level from which a check that is not met keeps jobs out: {@code error}, {@code warn} or {@code
   * info}. A job may ask for another.
   */
  @WithDefault("error")
  CheckLevel checkThreshold();

  /** Levels of single checks where they are not to be the usual ones, e.g. {@code smt: warn}. */
  Map<String, CheckLevel> levels();

  /** Time between two looks at a machine that is not fit. */
  @WithDefault("PT5S")
  Duration lookAgain();

  /** Memory that must be available, bytes. */
  @WithDefault("2147483648")
  long leastMemory();

  /** Room that must be on the disk of the state directory, bytes. */
  @WithDefault("1073741824")
  long leastDisk();

  /** CPU time that others may use, % of all CPUs. */
  @WithDefault("5")
  double mostBackgroundCpu();

  /** How long that is watched at least. */
  @WithDefault("PT1S")
  Duration backgroundWindow();

  /** How far ahead systemd timers are looked for. */
  @WithDefault("PT1H")
  Duration timerHorizon();

  /** Root of run-time state: sessions and timers. */
  @WithDefault("/run")
  Path runRoot();
}
