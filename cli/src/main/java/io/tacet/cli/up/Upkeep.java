package io.tacet.cli.up;

import io.tacet.cli.connection.StateDirectory;
import io.tacet.cli.context.Context;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.terminal.Terminal;
import io.tacet.cli.up.Ports.Server;
import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.security.RegistryAccess;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.PartName;
import io.tacet.embedded.PartState;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Starts the whole system, tells other processes where it is, and stops it when this process is
 * told to end.
 */
public final class Upkeep implements AutoCloseable {

  private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at .+\\(|\\.\\.\\. \\d+ more)");

  private final LocalSystem system;
  private final List<StateDirectory> announced;
  private final Terminal terminal;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Upkeep(LocalSystem system, List<StateDirectory> announced, Terminal terminal) {
    this.system = system;
    this.announced = List.copyOf(announced);
    this.terminal = terminal;
  }

  /**
   * Starts.
   *
   * @param announced where to leave the connection file; held by the caller
   * @throws CommandFailure when a part does not come up
   */
  public static Upkeep start(Plan plan, List<StateDirectory> announced, Context context) {
    try (StartLog log = new StartLog(context.terminal())) {
      Ports ports = Ports.choose(plan.secure());
      ports.moved().forEach(log::say);
      EmbeddedCluster cluster = cluster(plan, ports, log);
      registerSchemas(cluster, log);
      LocalSystem system = LocalSystem.start(plan, ports, log, cluster, context.clock());
      Upkeep upkeep = new Upkeep(system, announced, context.terminal());
      for (StateDirectory state : announced) {
        state.connectionFile().write(system.entry());
      }
      Runtime.getRuntime().addShutdownHook(new Thread(upkeep::close, "stop"));
      return upkeep;
    } catch (StartFailure e) {
      throw new CommandFailure(
          e,
          withoutStackTrace(String.valueOf(e.getMessage())),
          List.of("All logs are below " + plan.directory() + "."));
    }
  }

  /** What runs. */
  public LocalSystem system() {
    return system;
  }

  /**
   * Waits until a part ends by itself, which none should; ends with this process otherwise.
   *
   * @throws CommandFailure naming the part
   */
  public void await() {
    ChildProcess ended = system.firstEnd().join();
    if (!closed.get()) {
      throw new CommandFailure(
          "the " + ended.name() + " has ended, so everything is stopped.",
          "Its log says why: " + ended.log());
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    long begin = System.nanoTime();
    terminal.err().println();
    terminal.err().println("Stopping …");
    for (StateDirectory state : announced) {
      state.connectionFile().removeIfOf(ProcessHandle.current().pid());
    }
    system.close();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    terminal.err().printf("Stopped, in %.1f s.%n", took.toMillis() / 1000.0);
    terminal.flush();
  }

  /** The message may hold the end of a log. */
  private static String withoutStackTrace(String message) {
    return message
        .lines()
        .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static EmbeddedCluster cluster(Plan plan, Ports ports, StartLog log) {
    return EmbeddedCluster.builder()
        .directory(plan.directory())
        .port(PartName.KAFKA, ports.of(Server.KAFKA))
        .port(PartName.POSTGRES, ports.of(Server.POSTGRES))
        .port(PartName.REGISTRY, ports.of(Server.REGISTRY))
        .port(PartName.MAIL, ports.of(Server.MAIL))
        .durable(plan.keep())
        .registryInPostgres(plan.keep())
        .locked(plan.secure())
        .listener((part, state, since) -> tell(part, state, ports, log))
        .start();
  }

  private static void tell(PartName part, PartState state, Ports ports, StartLog log) {
    switch (state) {
      case STARTING -> log.starting(part.title());
      case READY -> log.ready(part.title(), where(part, ports));
      case FAILED -> log.failed(part.title());
      case STOPPING, STOPPED -> {
        // Stopping takes so little time that one line for all of it is enough.
      }
    }
  }

  private static String where(PartName part, Ports ports) {
    return switch (part) {
      case KAFKA -> "127.0.0.1:" + ports.of(Server.KAFKA);
      case POSTGRES -> "127.0.0.1:" + ports.of(Server.POSTGRES);
      case REGISTRY -> ports.url(Server.REGISTRY);
      case MAIL -> "127.0.0.1:" + ports.of(Server.MAIL) + (ports.secure() ? " (SMTPS)" : " (SMTP)");
    };
  }

  private static SchemaRegistration registration(EmbeddedCluster cluster) throws IOException {
    String url = cluster.registry().url();
    return new SchemaRegistration(
        RegistryAccess.trusting(url, cluster.locks().map(locks -> locks.authority().file())));
  }

  private static void registerSchemas(EmbeddedCluster cluster, StartLog log) {
    try {
      int count = registration(cluster).registerAll().size();
      log.ready("Schemas", count + " registered, FULL_TRANSITIVE");
    } catch (IOException e) {
      cluster.close();
      throw new CommandFailure(
          e,
          "the schemas can't be registered: " + e.getMessage(),
          List.of("The registry's log: " + cluster.registry().log()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cluster.close();
      throw new CommandFailure(e, "interrupted.", List.of());
    }
  }
}
