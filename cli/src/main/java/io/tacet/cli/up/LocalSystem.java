package io.tacet.cli.up;

import io.tacet.cli.api.AccountantApi;
import io.tacet.cli.api.RestClient;
import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.api.ServiceAddress;
import io.tacet.cli.connection.ConnectionFile;
import io.tacet.cli.up.Ports.Server;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.PutMachine;
import io.tacet.contract.rest.PutProject;
import io.tacet.contract.signature.KeyFiles;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.tls.Locks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on this machine, up: the embedded cluster, the services, one worker for this
 * machine. Safe for use by several threads.
 */
public final class LocalSystem implements AutoCloseable {

  private static final Duration WORKER_GRACE = Duration.ofSeconds(8);
  private static final Duration SERVICE_GRACE = Duration.ofSeconds(5);

  private final Plan plan;
  private final Ports ports;
  private final String token;
  private final EmbeddedCluster cluster;
  private final KeyFiles keys;
  private final InstantSource clock;
  private final List<ChildProcess> services = new CopyOnWriteArrayList<>();
  private final List<ChildProcess> workers = new CopyOnWriteArrayList<>();

  private LocalSystem(
      Plan plan, Ports ports, String token, EmbeddedCluster cluster, InstantSource clock) {
    this.plan = plan;
    this.ports = ports;
    this.token = token;
    this.cluster = cluster;
    this.keys = new KeyFiles(plan.directory().resolve("keys"));
    this.clock = clock;
  }

  /**
   * Starts everything, side by side where one does not need the other.
   *
   * @throws io.tacet.embedded.process.StartFailure naming what did not come up and its log; what
   *     had come up is stopped
   */
  static LocalSystem start(
      Plan plan, Ports ports, StartLog log, EmbeddedCluster cluster, InstantSource clock) {
    LocalSystem system =
        new LocalSystem(
            plan, ports, Secret.token(plan.directory().resolve("token")), cluster, clock);
    try {
      system.startAll(log);
      return system;
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
  }

  /** The scheduler's REST interface. */
  public SchedulerApi scheduler() {
    return new SchedulerApi(client("scheduler", Server.SCHEDULER));
  }

  /** The accountant's REST interface. */
  public AccountantApi accountant() {
    return new AccountantApi(client("accountant", Server.ACCOUNTANT));
  }

  /** Broker, database, registry and mail catcher. */
  public EmbeddedCluster cluster() {
    return cluster;
  }

  /** What listens where. */
  public Ports ports() {
    return ports;
  }

  /** What was asked for. */
  public Plan plan() {
    return plan;
  }

  /** What other processes need to reach it. */
  public ConnectionFile.Entry entry() {
    return new ConnectionFile.Entry(
        URI.create(ports.url(Server.SCHEDULER)),
        URI.create(ports.url(Server.ACCOUNTANT)),
        URI.create(ports.url(Server.NOTIFIER)),
        token,
        ca(),
        ProcessHandle.current().pid());
  }

  /** Completes with the first of our processes that ends by itself. */
  public CompletableFuture<ChildProcess> firstEnd() {
    return CompletableFuture.anyOf(
            Stream.concat(services.stream(), workers.stream())
                .map(process -> process.onExit().thenApply(code -> process))
                .toArray(CompletableFuture[]::new))
        .thenApply(ChildProcess.class::cast);
  }

  /** Stops the worker, so that it can say so, then the services, then what they need. */
  @Override
  public void close() {
    stop(workers, WORKER_GRACE);
    stop(services, SERVICE_GRACE);
    cluster.close();
  }

  private @Nullable Path ca() {
    return cluster.locks().map(locks -> locks.authority().file()).orElse(null);
  }

  private void startAll(StartLog log) {
    cluster.locks().ifPresent(locks -> Doors.open(cluster, locks, plan.machine(), log));
    ServiceSettings settings = settings();
    Side.bySide(
        () -> {
          startService("scheduler", "Scheduler", Server.SCHEDULER, settings.scheduler(), log);
          introduceMachine();
          startWorker(log);
        },
        () ->
            startService("accountant", "Accountant", Server.ACCOUNTANT, settings.accountant(), log),
        () -> startService("notifier", "Notifier", Server.NOTIFIER, settings.notifier(), log));
  }

  private void startService(
      String module, String title, Server server, Map<String, String> environment, StartLog log) {
    log.starting(title);
    Service service =
        new Service(
            title,
            plan.modules().serviceJar(module),
            environment,
            logFile(module),
            Readiness.answering(
                URI.create(ports.url(server) + "/q/health/ready"),
                cluster.locks().map(Locks::authority).orElse(null)));
    services.add(service.start());
    log.ready(title, ports.url(server));
  }

  private void introduceMachine() {
    SchedulerApi scheduler = scheduler();
    scheduler.putProject(plan.project(), new PutProject(null, null));
    scheduler.putMachine(
        plan.machine(),
        new PutMachine(
            "The machine of tacet up; it runs the servers, too",
            "DEVELOPMENT",
            Map.of("tacet.up", "yes")));
    if (plan.secure()) {
      // Before the worker's first word, or that would be taken for a forged one
      String key = keys.key(new MachineId(plan.machine())).publicHalf().base64();
      scheduler.putMachineKey(plan.machine(), key, null);
    }
  }

  private void startWorker(StartLog log) {
    log.starting("Worker");
    Instant since = clock.instant();
    Service service =
        new Service(
            "Worker",
            plan.modules().serviceJar("worker"),
            settings().worker(plan.machine(), plan.directory().resolve("worker")),
            logFile("worker"),
            child -> MachineWait.hasSpoken(scheduler(), plan.machine(), since));
    ClassArchive.Use classes = ClassArchive.ofService(service.jar()).use();
    workers.add(service.start(QuietJvm.command(plan.modules(), service.jar(), classes), classes));
    log.ready("Worker", "machine " + plan.machine());
  }

  private ServiceSettings settings() {
    return new ServiceSettings(cluster, keys, ports, token, "admin@localhost");
  }

  private Path logFile(String module) {
    return plan.directory().resolve("logs").resolve(module + ".log");
  }

  private RestClient client(String name, Server server) {
    URI base = URI.create(ports.url(server));
    return new RestClient(new ServiceAddress(name, base, "tacet up", "TACET_SERVER"), token, ca());
  }

  private static void stop(List<ChildProcess> processes, Duration grace) {
    Side.bySide(
        processes.stream()
            .<Runnable>map(process -> () -> process.stop(grace))
            .toArray(Runnable[]::new));
  }
}
