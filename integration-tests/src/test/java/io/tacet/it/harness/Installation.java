package io.tacet.it.harness;

import static org.awaitility.Awaitility.await;

import io.tacet.contract.auth.ApiToken;
import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.mail.CaughtMail;
import io.tacet.embedded.mail.MailCatcher;
import io.tacet.embedded.parts.ProgramSize;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.FreePorts;
import java.lang.ref.Reference;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One installation of Tacet for one test: the services as processes, topics with a prefix and a
 * database of their own. Closing it ends whatever it started.
 */
public final class Installation implements AutoCloseable {

  private static final FreePorts PORTS = new FreePorts();
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final List<ChildProcess> processes = new CopyOnWriteArrayList<>();
  private final Parts parts;
  private final Path directory;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final Doors doors;
  private final String token;
  private final String database;
  private final String jdbcUrl;
  private final int schedulerPort = PORTS.next();
  private final int otherSchedulerPort = PORTS.next();
  private final int accountantPort = PORTS.next();
  private final int notifierPort = PORTS.next();
  private final Map<String, String> schedulerSettings = new HashMap<>();
  private final AtomicInteger starts = new AtomicInteger();
  private int machines;
  private boolean recording;

  /** Nothing is started yet. */
  public Installation(Parts parts, Path directory) {
    this(parts, directory, ApiToken.random(new SecureRandom()));
  }

  private Installation(Parts parts, Path directory, String token) {
    this.token = token;
    this.parts = parts;
    this.directory = directory;
    this.database = "it_" + id;
    this.doors = new Doors(parts.cluster(), topics(), directory.resolve("keys-" + id));
    this.jdbcUrl = parts.cluster().postgres().createDatabase(database);
  }

  /** Another one with the same machines' state, but an empty database and no topics. */
  public Installation afterDisaster() {
    return new Installation(parts, directory, token);
  }

  /** Adds to the scheduler's environment from its next start on. */
  public Installation schedulerSetting(String variable, String value) {
    schedulerSettings.put(variable, value);
    return this;
  }

  /** From now on services leave archives of their classes, where they have none. */
  Installation recording() {
    recording = true;
    return this;
  }

  /** Names of this installation's topics. */
  public Topics topics() {
    return new Topics("it-" + id + ".");
  }

  /** A machine id nobody else uses, another one each time. */
  public String machine(String name) {
    return name + "-" + id + "-" + ++machines;
  }

  /** A user's id nobody else has. */
  public String user(String name) {
    return machine(name);
  }

  /** A plain reader of the topics. */
  public TopicReader reader() {
    String registry = parts.cluster().registry().url();
    if (parts.cluster().locks().isEmpty()) {
      return new TopicReader(parts.bootstrapServers(), registry);
    }
    return new TopicReader(
        doors.user(parts.cluster().kafka().administrator()),
        new PlainDecoder(registry, doors.http()));
  }

  /** The REST interfaces as the administrator. */
  public SchedulerApi api() {
    return api(schedulerPort);
  }

  /** The same, of the scheduler that {@link #startOtherScheduler} starts. */
  public SchedulerApi otherApi() {
    return api(otherSchedulerPort);
  }

  private SchedulerApi api(int port) {
    return new SchedulerApi(doors.http(), address(port), address(accountantPort), token);
  }

  private String address(int port) {
    return doors.scheme() + "://127.0.0.1:" + port;
  }

  private ChildProcess startReady(Service service, int port) {
    Service one = recording ? service.recording() : service;
    return keep(one.startReady(log(one.module()), URI.create(address(port)), doors.http()));
  }

  /** Its way through the doors of a locked cluster. */
  public Doors doors() {
    return doors;
  }

  /** Name of its database. */
  public String database() {
    return database;
  }

  /** What a service that is ready, or is not, answers at {@code /q/health/ready}. */
  public String health(ServiceRole role) {
    return managed(role, "/q/health/ready");
  }

  /** Whether a service says that it is ready. */
  public boolean isReady(ServiceRole role) {
    return !health(role).contains("\"status\": \"DOWN\"");
  }

  /** What a service tells Prometheus. */
  public String metrics(ServiceRole role) {
    return managed(role, "/q/metrics");
  }

  private String managed(ServiceRole role, String path) {
    int port =
        switch (role) {
          case SCHEDULER -> schedulerPort;
          case ACCOUNTANT -> accountantPort;
          case NOTIFIER -> notifierPort;
          case REGISTRY -> throw new IllegalArgumentException("the registry is no service of ours");
        };
    SchedulerApi client = api();
    try {
      return client.get(URI.create(address(port) + path));
    } finally {
      // A client that nobody holds any more may be gone before the answer has come
      Reference.reachabilityFence(client);
    }
  }

  /** A connection to the scheduler's tables; the caller closes it. */
  public Connection schedulerDatabase() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            jdbcUrl,
            ServiceRole.SCHEDULER.user(),
            parts.cluster().postgres().password(ServiceRole.SCHEDULER));
    connection.setSchema("scheduler");
    return connection;
  }

  /** Mail address of the administrator; mails of other tests go elsewhere. */
  public String mailAddress() {
    return "admin-" + id + "@example.org";
  }

  /** Mails the administrator has received. */
  public List<CaughtMail> mails() {
    MailCatcher catcher = parts.cluster().mail();
    return catcher.received().stream()
        .filter(mail -> mail.recipients().contains(mailAddress()))
        .toList();
  }

  /** Starts the scheduler and waits until it is ready. */
  public ChildProcess startScheduler() {
    return startReady(scheduler(schedulerPort, null), schedulerPort);
  }

  /** Starts a second scheduler on the same database and topics. */
  public ChildProcess startOtherScheduler() {
    return keep(
        scheduler(otherSchedulerPort, null).startReady(log("other-scheduler"), otherSchedulerPort));
  }

  /** Starts a scheduler that will die at a point. */
  public ChildProcess startScheduler(FaultPoint haltAt) {
    return keep(scheduler(schedulerPort, haltAt).startReady(log("scheduler"), schedulerPort));
  }

  /** Starts the notifier and waits until it is ready. */
  public ChildProcess startNotifier() {
    Map<String, String> environment = service(ServiceRole.NOTIFIER, notifierPort);
    environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
    environment.put("QUARKUS_MAILER_PORT", "" + parts.cluster().mail().smtpPort());
    environment.putAll(doors.mail());
    return startReady(new Service("notifier", environment, List.of(heap(96))), notifierPort);
  }

  /**
   * Starts the accountant and waits until it knows the administrator, whom the scheduler must have
   * told of or tell of meanwhile: ready before that, it answers everybody with 503.
   */
  public ChildProcess startAccountant() {
    ChildProcess accountant =
        startReady(
            new Service(
                "accountant", service(ServiceRole.ACCOUNTANT, accountantPort), List.of(heap(96))),
            accountantPort);
    SchedulerApi client = api();
    await("the accountant knows the administrator")
        .atMost(LIMIT)
        .until(client::isKnownToAccountant);
    return accountant;
  }

  /** Starts scheduler, notifier and accountant side by side and waits until all are ready. */
  public List<ChildProcess> startServices() {
    List<CompletableFuture<ChildProcess>> starting =
        Stream.<Supplier<ChildProcess>>of(
                this::startScheduler, this::startNotifier, this::startAccountant)
            .map(start -> CompletableFuture.supplyAsync(start, Installation::inAThread))
            .toList();
    return starting.stream().map(CompletableFuture::join).toList();
  }

  private static void inAThread(Runnable start) {
    new Thread(start, "start").start();
  }

  /** Starts the worker of a machine with its usual state directory. */
  public ChildProcess startWorker(String machine) {
    return startWorker(machine, machine, Map.of());
  }

  /** Starts a worker that will die at a point. */
  public ChildProcess startWorker(String machine, FaultPoint haltAt) {
    return startWorker(machine, machine, Map.of("TACET_FAULT_HALT_AT", haltAt.name()));
  }

  /** Starts a worker with a state directory of some name and more settings. */
  public ChildProcess startWorker(String machine, String state, Map<String, String> settings) {
    Service worker = worker(machine, state, settings);
    return keep((recording ? worker.recording() : worker).start(log("worker-" + state)));
  }

  /** State directory of that name. */
  public Path workerState(String state) {
    return directory.resolve("state-" + state);
  }

  /** A worker that is not started yet. */
  public Service worker(String machine, String state, Map<String, String> settings) {
    Map<String, String> environment = contract();
    environment.putAll(doors.worker(new MachineId(machine)));
    environment.put("TACET_WORKER_MACHINE", machine);
    environment.put("TACET_WORKER_KIND", "DEVELOPMENT");
    environment.put("TACET_WORKER_STATE_DIR", workerState(state).toString());
    environment.put("TACET_WORKER_HEARTBEAT", "PT2S");
    environment.put("TACET_WORKER_STOP_TIMEOUT", "PT5S");
    environment.put("TACET_WORKER_STATUS_MARGIN", "PT2S");
    environment.put("TACET_WORKER_ALLOW_FILE_SOURCES", "true");
    environment.putAll(settings);
    return new Service(
        "worker",
        environment,
        List.of(
            "-Xmx64m",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:GuaranteedSafepointInterval=0",
            "-XX:AsyncDeflationInterval=0"));
  }

  /** How many processes have been started and not been ended by {@link #stopAllAfter}. */
  public int started() {
    return processes.size();
  }

  /** Ends the processes that were started after the first ones. */
  public void stopAllAfter(int first) {
    List<ChildProcess> later = List.copyOf(processes.subList(first, processes.size()));
    later.forEach(ChildProcess::resume);
    stop(later, Duration.ofSeconds(2));
    processes.removeAll(later);
  }

  /** Keeps a process to be ended with the installation. */
  public ChildProcess keep(ChildProcess process) {
    processes.add(process);
    return process;
  }

  /** Ends these side by side; what has not ended within this time is killed. */
  public static void stop(List<ChildProcess> running, Duration grace) {
    running.stream()
        .map(
            process ->
                CompletableFuture.runAsync(() -> process.stop(grace), Installation::inAThread))
        .toList()
        .forEach(CompletableFuture::join);
  }

  @Override
  public void close() {
    stopAllAfter(0);
    parts.cluster().postgres().dropDatabase(database);
  }

  private Service scheduler(int port, @Nullable FaultPoint haltAt) {
    Map<String, String> environment = service(ServiceRole.SCHEDULER, port);
    environment.put("TACET_SCHEDULER_BOOTSTRAP_TOKEN", token);
    environment.put("TACET_SCHEDULER_QUEUE_MACHINE_PAUSE", "PT0.5S");
    environment.put("TACET_SCHEDULER_QUEUE_INFRASTRUCTURE_PAUSE", "PT0.5S");
    environment.put("TACET_SCHEDULER_BOOTSTRAP_MAIL", mailAddress());
    environment.putAll(schedulerSettings);
    if (haltAt != null) {
      environment.put("TACET_FAULT_HALT_AT", haltAt.name());
    }
    return new Service("scheduler", environment, List.of(heap(128)));
  }

  private Map<String, String> contract() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TACET_KAFKA_BOOTSTRAP_SERVERS", parts.bootstrapServers());
    environment.put("TACET_REGISTRY_URL", parts.cluster().registry().url());
    environment.put("TACET_TOPICS_PREFIX", topics().prefix());
    return environment;
  }

  private Map<String, String> service(ServiceRole role, int port) {
    Map<String, String> environment = contract();
    environment.putAll(doors.service(role, port));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
    environment.put("QUARKUS_DATASOURCE_USERNAME", role.user());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", parts.cluster().postgres().password(role));
    // Five seconds are too few for the first connection by TLS on a machine that is busy
    environment.put("QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT", "PT1M");
    environment.put("QUARKUS_HTTP_PORT", "" + port);
    return environment;
  }

  private Path log(String name) {
    return directory.resolve("log").resolve(starts.incrementAndGet() + "-" + name + ".log");
  }

  private static String heap(int megabytes) {
    return "-Xmx" + ProgramSize.chosen().heap(megabytes) + "m";
  }
}
