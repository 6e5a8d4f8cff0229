package io.tacet.embedded.postgres;

import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.ChildProcessBuilder;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.ProcessPart;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.StartFailure;
import io.tacet.embedded.process.StopSignal;
import io.tacet.embedded.tls.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of our own: its data laid out on first start, its server a child process. */
final class LocalPostgres extends ProcessPart implements PostgresInstance {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);

  /** What PostgreSQL logs then (CreateLockFile in its miscinit.c, shared memory in use). */
  private static final String MEMORY_HELD = "pre-existing shared memory block";

  private static final long AGAIN_NANOS = 100_000_000;

  private final PartsDirectory parts;
  private final Path directory;
  private final Port port;
  private final boolean durable;
  private final @Nullable Locks locks;
  private volatile @Nullable Passwords passwords;

  LocalPostgres(
      PartsDirectory parts, Path directory, Port port, boolean durable, @Nullable Locks locks) {
    this.parts = parts;
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.durable = durable;
    this.locks = locks;
  }

  @Override
  public String maintenanceDatabase() {
    return "postgres";
  }

  @Override
  public String jdbcUrl(String database) {
    String url = "jdbc:postgresql://127.0.0.1:" + port.number() + "/" + database;
    return locks == null
        ? url
        : url + "?sslmode=verify-full&sslrootcert=" + locks.authority().file();
  }

  @Override
  public String administrator() {
    return Passwords.ADMINISTRATOR;
  }

  @Override
  public Passwords passwords() {
    Passwords made = passwords;
    if (made == null) {
      throw new IllegalStateException("PostgreSQL has not been started");
    }
    return made;
  }

  @Override
  protected Path logFile() {
    return directory.resolve("postgres.log");
  }

  @Override
  protected ChildProcess launch() {
    try {
      Files.createDirectories(directory);
      passwords = Passwords.in(directory.resolve("passwords.properties"));
      Unprivileged.require();
      PostgresBinaries binaries = PostgresBinaries.unpacked(parts);
      Path data = directory.resolve("data");
      if (!Files.exists(data)) {
        initialize(binaries, data);
      }
      List<String> security = locks == null ? List.of() : ServerCommand.locked(locks, directory);
      return Port.starting(
          List.of(port),
          () -> start(ServerCommand.of(binaries, data, port.number(), durable, security)));
    } catch (IOException e) {
      throw new StartFailure(
          "PostgreSQL can't be laid out in " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Starts it; again and again, for a while, if it says that processes of one that was killed still
   * hold its memory: they notice a moment later that it is gone.
   */
  private ChildProcess start(List<String> command) {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        return child(command)
            .stopSignal(StopSignal.INT)
            .readyWhen(Readiness.logged("ready to accept connections"), START_LIMIT)
            .start();
      } catch (StartFailure failure) {
        boolean held = String.valueOf(failure.getMessage()).contains(MEMORY_HELD);
        if (!held || System.nanoTime() - end > 0) {
          throw failure;
        }
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  /** Lays the data out beside their place and moves them there when they are complete. */
  private void initialize(PostgresBinaries binaries, Path data) throws IOException {
    Path unfinished = Files.createTempDirectory(directory, "data.");
    Path passwordFile =
        Files.createTempFile(
            directory,
            "administrator",
            ".password",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, passwords().of(Passwords.ADMINISTRATOR));
      List<String> command = new ArrayList<>();
      command.add(binaries.program("initdb"));
      command.add("--pgdata=" + unfinished);
      command.add("--username=" + Passwords.ADMINISTRATOR);
      command.add("--pwfile=" + passwordFile);
      command.add("--auth=scram-sha-256");
      command.add("--encoding=UTF8");
      command.add("--locale=C");
      command.add("--locale-provider=builtin");
      command.add("--builtin-locale=C.UTF-8");
      command.add("--no-instructions");
      if (!durable) {
        command.add("--no-sync");
        // Rounds are for passwords that people think of, and each connection would go through them
        command.add("--set=scram_iterations=1");
      }
      ChildProcess initdb = child(command).start();
      if (!initdb.awaitExit(INIT_LIMIT) || initdb.onExit().join() != 0) {
        initdb.kill();
        throw new StartFailure(
            "PostgreSQL can't lay out its data in " + data + ": " + initdb.logSinceStart());
      }
      Files.move(unfinished, data);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private ChildProcessBuilder child(List<String> command) {
    return ChildProcess.builder(name())
        .command(Unprivileged.command(command))
        .environment("LC_ALL", "C")
        .directory(directory)
        .log(logFile());
  }
}
