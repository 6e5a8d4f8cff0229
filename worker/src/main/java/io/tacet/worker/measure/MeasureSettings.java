package io.tacet.worker.measure;

import io.tacet.schema.MachineKind;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.process.CgroupHierarchy;
import io.tacet.worker.process.JobUser;
import io.tacet.worker.process.ProcessSettings;
import io.tacet.worker.provider.ProviderSettings;
import io.tacet.worker.silence.SilenceBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Configuration, checked against this machine.
 *
 * @param kind of machine
 * @param processes how jobs' processes are run
 * @param sensors which are read, and how often
 * @param providers external programs that measure beside them
 * @param socketTimeout how long the worker's last sockets may take to go
 * @param logLimit most bytes kept of a job's output
 * @param diskReserve bytes a job must leave free
 * @param budget of a silence
 */
record MeasureSettings(
    MachineKind kind,
    ProcessSettings processes,
    SensorSettings sensors,
    List<ProviderSettings> providers,
    Duration socketTimeout,
    long logLimit,
    long diskReserve,
    SilenceBudget budget) {

  /** Between two looks at the job's CPU time where nothing is measured. */
  static final Duration KEEP_INTERVAL = Duration.ofSeconds(1);

  /** Throws with the configuration key if a value cannot be. */
  MeasureSettings {
    require(!socketTimeout.isNegative(), "measure.socket-timeout", "not negative");
    require(!processes.grace().isNegative(), "measure.kill-grace", "not negative");
    require(diskReserve >= 0, "measure.disk-reserve", "not negative");
    require(processes.fileLimit().orElse(1) > 0, "measure.file-limit", "positive");
    require(logLimit >= 0, "log-limit", "not negative");
  }

  static MeasureSettings of(
      MeasureConfig config, SensorSettings sensors, List<ProviderSettings> providers) {
    Optional<CgroupHierarchy> cgroups =
        config.measure().cgroup() ? CgroupHierarchy.find(config.procRoot()) : Optional.empty();
    MeasureConfig.Budget budget = config.budget();
    return new MeasureSettings(
        config.kind(),
        new ProcessSettings(
            config.procRoot(),
            config.sysRoot(),
            cgroups,
            config.jobUser().map(JobUser::lookUp),
            config.measure().killGrace(),
            config.measure().fileLimit()),
        sensors,
        providers,
        config.measure().socketTimeout(),
        config.logLimit(),
        config.measure().diskReserve(),
        new SilenceBudget(
            budget.foreignCpuShare(),
            budget.workerCpuShare(),
            budget.workerContextSwitchesPerSecond(),
            budget.missedDeadlineShare(),
            budget.foreignPacketsPerSecond()));
  }

  Path proc() {
    return processes.proc();
  }

  Path sys() {
    return processes.sys();
  }

  private static void require(boolean fulfilled, String key, String what) {
    if (!fulfilled) {
      throw new IllegalArgumentException("tacet.worker." + key + " must be " + what);
    }
  }
}
