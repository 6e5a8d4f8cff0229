package io.tacet.worker.measure;

import io.tacet.schema.JobOrder;
import io.tacet.schema.MachineKind;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.process.CgroupHierarchy;
import io.tacet.worker.process.JobUser;
import io.tacet.worker.process.ProcessSettings;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.silence.SilenceBudget;
import io.tacet.worker.source.Credentials;
import io.tacet.worker.source.GitCheckout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs orders on this machine, for tests. */
final class Jobs {

  static final Path PROC = Path.of("/proc");
  static final Path SYS = Path.of("/sys");
  static final PhaseBorder OPEN =
      new PhaseBorder() {
        @Override
        public boolean enterUnmeasured(Duration longest) {
          return true;
        }

        @Override
        public boolean enterSilence(Duration longest) {
          return true;
        }
      };

  private Jobs() {}

  static MeasureSettings settings(Optional<CgroupHierarchy> cgroups, Optional<JobUser> user) {
    return new MeasureSettings(
        MachineKind.DEVELOPMENT,
        new ProcessSettings(PROC, SYS, cgroups, user, Duration.ofMillis(300), OptionalLong.empty()),
        SensorSettings.usual(Duration.ofMillis(100)),
        List.of(),
        Duration.ofSeconds(2),
        1000,
        1 << 20,
        new SilenceBudget(0.02, 0.02, 200, 0.01, 100));
  }

  static MeasuringJobRunner runner(MeasureSettings settings) {
    return runner(settings, RunClock.system());
  }

  static MeasuringJobRunner runner(MeasureSettings settings, RunClock clock) {
    return new MeasuringJobRunner(
        settings,
        new GitCheckout(true, Duration.ofSeconds(20), Credentials.none()),
        clock,
        UUID::randomUUID);
  }

  static MeasuringJobRunner runner() {
    return runner(settings(CgroupHierarchy.find(PROC), Optional.empty()));
  }

  static MeasuringJobRunner runnerWithoutCgroup() {
    return runner(settings(Optional.empty(), Optional.empty()));
  }

  static JobOrder order() {
    return JobOrder.newBuilder()
        .setProject("quiet")
        .setSubmitter("ada")
        .setTimeLimitMicros(60_000_000)
        .build();
  }

  static JobOrder command(String... words) {
    JobOrder order = order();
    order.setCommand(List.of(words));
    return order;
  }

  static JobOrder scenario(String text) {
    JobOrder order = order();
    order.setScenario(text);
    return order;
  }

  static Measurement measure(JobRunner runner, JobOrder order, Path directory)
      throws PreparationException {
    return runner.measure(runner.prepare(order, directory), OPEN);
  }

  static String text(Measurement measurement) {
    return measurement.output().stream()
        .map(piece -> new String(piece.content(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }
}
