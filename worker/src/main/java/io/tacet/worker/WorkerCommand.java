package io.tacet.worker;

import io.quarkus.arc.ClientProxy;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.schema.MachineFacts;
import io.tacet.worker.catalog.SamplingConfig;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.catalog.SensorsCommand;
import io.tacet.worker.catalog.SensorsConfig;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.facts.MachineFactsReader;
import io.tacet.worker.gate.GateConfig;
import io.tacet.worker.gate.GateSettings;
import io.tacet.worker.gate.calibrate.CalibrateCommand;
import io.tacet.worker.gate.command.CheckCommand;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.log.LogConfig;
import io.tacet.worker.log.LogSettings;
import io.tacet.worker.log.Rotation;
import io.tacet.worker.loop.Stay;
import io.tacet.worker.loop.WorkerSurroundings;
import io.tacet.worker.measure.JobRunner;
import io.tacet.worker.power.PowerConfig;
import io.tacet.worker.power.PowerSettings;
import io.tacet.worker.process.Affinity;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.signature.KeyCommand;
import io.tacet.worker.signature.WorkerKey;
import io.tacet.worker.start.ConfigCommand;
import io.tacet.worker.start.Start;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.watch.MachineWatch;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of the worker. */
@TopCommand
@Command(
    name = "tacet-worker",
    mixinStandardHelpOptions = true,
    versionProvider = WorkerVersion.class,
    sortOptions = false,
    subcommands = {
      CheckCommand.class,
      CalibrateCommand.class,
      SensorsCommand.class,
      ConfigCommand.class,
      KeyCommand.class
    },
    description = {
      "Runs jobs on this machine and measures them in silence.",
      "",
      "Takes one order at a time from its own Kafka topic, waits until the machine is fit, gets the"
          + " job ready, closes every connection, measures, and reports the result exactly once."
    },
    footerHeading =
        "%nConfiguration (worker.yaml here or in /etc/tacet, or --config; the environment goes before"
            + " it):%n",
    footer = {
      "  TACET_WORKER_MACHINE           id of this machine, as registered (required)",
      "  TACET_WORKER_KIND              benchmarking, profiling or development [benchmarking]",
      "  TACET_WORKER_STATE_DIR         journal, spool, jobs [/var/lib/tacet-worker]",
      "  TACET_KAFKA_BOOTSTRAP_SERVERS  brokers [localhost:9092]",
      "  TACET_REGISTRY_URL             schema registry [http://localhost:8081]",
      "  TACET_TOPICS_PREFIX            put before every topic [tacet.]",
      "",
      "The same in the file: tacet:, below it worker:, below it machine:; deploy/worker.example.yaml"
          + " shows every key. 'tacet-worker config' shows what is in force.",
      "",
      "Start its JVM with the flags in quiet.jvmflags: without them it is not quiet.",
      "",
      "SIGTERM lets the job in hand go on for TACET_WORKER_STOP_TIMEOUT [PT600S]; a second one ends"
          + " it. What was not reported then is reported by the next start.",
      "",
      "Exit codes: 0 stopped orderly, 1 failure, 2 wrong usage or configuration."
    })
public class WorkerCommand implements Callable<Integer> {

  private static final Logger LOG = Logger.getLogger(WorkerCommand.class);
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  @Option(
      names = "--once",
      description = "Do at most one job and end; end at once when no order waits (for cron).")
  boolean once;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "With --once: wait so long for an order, such as 30s or 10m [0s].")
  @Nullable Duration wait;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration file [./worker.yaml, else /etc/tacet/worker.yaml].")
  @Nullable Path configFile; // read before this by Start

  @Spec CommandSpec spec;

  private final WorkerConfig config;
  private final GateConfig gate;
  private final PowerConfig power;
  private final LogConfig log;
  private final ContractConfig contract;
  private final SignatureConfig signature;
  private final SensorsConfig sensors;
  private final SamplingConfig sampling;
  private final JobRunner runner;
  private final String version;

  /** By injection. */
  @Inject
  public WorkerCommand(
      WorkerConfig config,
      GateConfig gate,
      PowerConfig power,
      LogConfig log,
      ContractConfig contract,
      SignatureConfig signature,
      SensorsConfig sensors,
      SamplingConfig sampling,
      JobRunner runner,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.config = config;
    this.gate = gate;
    this.power = power;
    this.log = log;
    this.contract = contract;
    this.signature = signature;
    this.sensors = sensors;
    this.sampling = sampling;
    this.runner = runner;
    this.version = version;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (wait != null && !once) {
      return tell(USAGE, "--wait goes with --once: without it a worker waits for ever");
    }
    WorkerSettings settings = WorkerSettings.of(config);
    try (StateDirectory directory = StateDirectory.open(settings.stateDir())) {
      Start.tell(LOG, LogSettings.of(log, settings.stateDir()));
      config.cpus().ifPresent(Affinity::pinWorker);
      StopRequest stop = new StopRequest(settings.stopTimeout());
      StopSignals.deliverTo(stop);
      LOG.infof("Worker %s of machine %s, brokers %s", version, settings.machine(), brokers());
      around(settings, stop).loop(directory).run(stay());
      return 0;
    } catch (IOException e) {
      LOG.debug("Details", e);
      return tell(FAILURE, e.getMessage());
    } catch (IllegalArgumentException e) {
      LOG.debug("Details", e);
      return tell(USAGE, e.getMessage());
    }
  }

  private Stay stay() {
    return once ? new Stay.OneJob(wait == null ? Duration.ZERO : wait) : new Stay.Forever();
  }

  private WorkerSurroundings around(WorkerSettings settings, StopRequest stop) {
    return new WorkerSurroundings(
        settings,
        GateSettings.of(gate),
        brokers(),
        contract.kafkaSecurity(),
        contract.topicNames(),
        contract.serdeSettings(),
        WorkerKey.signer(signature),
        ClientProxy.unwrap(runner), // made now, not at the first job: its settings may be wrong
        facts(settings),
        PowerSettings.of(power),
        Rotation.of(log),
        InstantSource.system(),
        UUID::randomUUID,
        new MachineWatch(
            SensorSettings.of(sensors, sampling),
            Place.of(settings.procRoot(), settings.sysRoot()),
            RunClock.system()),
        stop);
  }

  private MachineFacts facts(WorkerSettings settings) {
    MachineFacts facts = new MachineFactsReader(settings.procRoot()).read(version, settings.kind());
    facts.setDescription(config.description().orElse(null));
    return facts;
  }

  private String brokers() {
    return contract.kafka().bootstrapServers();
  }

  private int tell(int exitCode, @Nullable String message) {
    PrintWriter out = spec.commandLine().getErr();
    out.println(message == null ? "The worker failed" : message);
    out.flush();
    return exitCode;
  }
}
