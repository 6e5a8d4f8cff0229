package io.tacet.worker.measure;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobOrder;
import io.tacet.worker.catalog.OpenSensors;
import io.tacet.worker.catalog.SamplingConfig;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.catalog.SensorsConfig;
import io.tacet.worker.process.JobProcesses;
import io.tacet.worker.process.Leftovers;
import io.tacet.worker.provider.ProviderJournal;
import io.tacet.worker.provider.ProviderSettings;
import io.tacet.worker.provider.ProvidersConfig;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.source.Credentials;
import io.tacet.worker.source.GitCheckout;
import io.tacet.worker.source.SourceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The {@link JobRunner} of a real machine. One job at a time; {@link #stop} may come from any
 * thread.
 */
@ApplicationScoped
public class MeasuringJobRunner implements JobRunner {

  private static final Logger LOG = Logger.getLogger(MeasuringJobRunner.class);

  private final MeasureSettings settings;
  private final RunClock clock;
  private final Supplier<UUID> ids;
  private final StopSignal stop = new StopSignal();
  private final GitCheckout git;
  private final Preparation preparation;
  private final Leftovers leftovers;

  /** With this machine's configuration; looks at once whether it can be fulfilled. */
  @Inject
  public MeasuringJobRunner(
      MeasureConfig config,
      SensorsConfig sensors,
      SamplingConfig sampling,
      ProvidersConfig providers,
      SourceConfig source) {
    this(
        MeasureSettings.of(
            config, SensorSettings.of(sensors, sampling), ProviderSettings.of(providers)),
        new GitCheckout(
            config.allowFileSources(), config.prepareTimeout(), credentials(config, source)),
        RunClock.system(),
        UUID::randomUUID);
  }

  MeasuringJobRunner(
      MeasureSettings settings, GitCheckout git, RunClock clock, Supplier<UUID> ids) {
    this.settings = settings;
    this.git = git;
    this.clock = clock;
    this.ids = ids;
    this.preparation =
        new Preparation(
            git, settings.processes().user(), () -> settings.processes().networkObstacle());
    this.leftovers = new Leftovers(settings.proc(), clock);
  }

  private static Credentials credentials(MeasureConfig config, SourceConfig source) {
    Credentials credentials = Credentials.of(source);
    if (!credentials.isEmpty() && config.jobUser().isEmpty()) {
      LOG.warn(
          "jobs run as the worker's own user, so that they can read its tokens and keys;"
              + " set tacet.worker.job-user");
    }
    return credentials;
  }

  @Override
  public PreparedJob prepare(JobOrder order, Path directory) throws PreparationException {
    return preparation.prepare(order, directory);
  }

  @Override
  public Measurement measure(PreparedJob job, PhaseBorder border) {
    if (!(job instanceof LoadedJob loaded)) {
      throw new IllegalArgumentException("not a job of this runner: " + job);
    }
    stop.wakesThisThread();
    Path directory = loaded.workspace().directory();
    JobEnvironment environment = new JobEnvironment(System::getenv, loaded.workspace().home());
    JobRun run = null;
    try (JobProcesses processes =
            JobProcesses.begin(directory, ids.get().toString(), settings.processes(), clock);
        OpenSensors sensors = openSensors(processes)) {
      run =
          new JobRun(
              loaded, settings, clock, stop, border, processes, sensors.timed(), environment);
      return run.run();
    } catch (IOException e) {
      LOG.errorf(e, "the machine failed while it ran a job");
      String message = "this machine could not run the job: " + e.getMessage();
      return run == null ? JobRun.notBegun(message) : run.failed(message);
    }
  }

  private OpenSensors openSensors(JobProcesses processes) {
    Place place = new Place(settings.proc(), settings.sys(), processes.cgroupPath(), clock::nanos);
    return OpenSensors.open(settings.sensors(), Activity.MEASURING, place);
  }

  @Override
  public void stop() {
    stop.request();
    git.stop();
  }

  @Override
  public void killLeftovers(Path directory) {
    try {
      leftovers.kill(directory);
      ProviderJournal.killLeftovers(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<CpuTime> lastKnownCpuTime(Path directory) {
    try {
      return leftovers
          .lastSample(directory)
          .map(cpu -> new CpuTime(cpu.user(), cpu.system(), CpuTimeSource.LAST_SAMPLE));
    } catch (IOException e) {
      LOG.warnf("the last CPU time in %s cannot be read: %s", directory, e.getMessage());
      return Optional.empty();
    }
  }
}
