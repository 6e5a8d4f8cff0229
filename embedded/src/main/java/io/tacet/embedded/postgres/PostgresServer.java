package io.tacet.embedded.postgres;

import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.ChildProcessBuilder;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.process.StartFailure;
import io.tacet.embedded.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL 17 on the loopback address, with the database {@code tacet} and in it a login role and
 * a schema per {@link ServiceRole}. Data stay over {@link #stop()}, {@link #kill()} and {@link
 * #start()}. Passwords are random and kept in {@code passwords.properties} in its directory.
 */
public final class PostgresServer implements ServerPart {
  /** The database that is there from the start. */
  public static final String DATABASE = "tacet";

  static final String EXTERNAL_HINT =
      "Name a PostgreSQL that is there by TACET_POSTGRES_URL"
          + " (jdbc:postgresql://host/database?user=...&password=..., a superuser's).";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final PartsDirectory parts;
  private final Path directory;
  private final int port;
  private final boolean durable;
  private @Nullable ChildProcess process;
  private @Nullable Passwords passwords;

  /**
   * A server that is not started yet.
   *
   * @param directory where its data, passwords and log are
   * @param durable whether a commit waits for the disk; false only for tests, where a power cut
   *     loses nothing of worth
   */
  public PostgresServer(PartsDirectory parts, Path directory, int port, boolean durable) {
    this.parts = parts;
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.durable = durable;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  /** The database {@value #DATABASE}. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** A database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The password of a role; the role's user name is {@link ServiceRole#user()}. */
  public synchronized String password(ServiceRole role) {
    return passwords().of(role.user());
  }

  /** Connects to {@code database} as the administrator. */
  public synchronized Connection connectAsAdministrator(String database) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    source.setUser(Passwords.ADMIN);
    source.setPassword(passwords().of(Passwords.ADMIN));
    return source.getConnection();
  }

  /**
   * Makes another database with the same roles and schemas, if it is not there.
   *
   * @param name a-z, 0-9 and _, a letter first
   * @return its JDBC URL
   */
  public String createDatabase(String name) {
    try {
      databases().create(name, DATABASE);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " can't be made: " + e.getMessage(), e);
    }
    return jdbcUrl(name);
  }

  /** Drops a database made by {@link #createDatabase}, ending what is connected to it. */
  public void dropDatabase(String name) {
    try {
      databases().drop(name, DATABASE);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "database " + name + " can't be dropped: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      Files.createDirectories(directory);
      passwords = Passwords.in(directory.resolve("passwords.properties"));
      PostgresBinaries binaries = PostgresBinaries.unpacked(parts);
      Path data = directory.resolve("data");
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialize(binaries, data);
      }
      process =
          child(serverCommand(binaries, data))
              .stopSignal(StopSignal.INT)
              .readyWhen(Readiness.logged("ready to accept connections"), START_LIMIT)
              .start();
      databases().createRoles("postgres", passwords);
      databases().create(DATABASE, "postgres");
    } catch (IOException | SQLException e) {
      stop();
      throw new StartFailure(
          "PostgreSQL can't be set up in " + directory + ": " + e.getMessage() + "; see " + log(),
          e);
    }
  }

  @Override
  public synchronized void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  /** Kills it at once (SIGKILL). */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public synchronized OptionalLong pid() {
    return process != null && process.isAlive()
        ? OptionalLong.of(process.pid())
        : OptionalLong.empty();
  }

  @Override
  public Path log() {
    return directory.resolve("postgres.log");
  }

  private Passwords passwords() {
    if (passwords == null) {
      throw new IllegalStateException("PostgreSQL has not been started");
    }
    return passwords;
  }

  private Databases databases() {
    return new Databases(this::connectAsAdministrator);
  }

  private void initialize(PostgresBinaries binaries, Path data) throws IOException {
    Path unfinished = Files.createTempDirectory(directory, "data.");
    Path passwordFile =
        Files.createTempFile(
            directory,
            "admin",
            ".password",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, passwords().of(Passwords.ADMIN));
      List<String> command = new ArrayList<>(unprivileged());
      command.addAll(
          List.of(
              binaries.program("initdb"),
              "--pgdata=" + unfinished,
              "--username=" + Passwords.ADMIN,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--no-instructions"));
      if (!durable) {
        command.add("--no-sync");
      }
      ChildProcess initdb = child(command).start();
      if (!initdb.awaitExit(INIT_LIMIT) || initdb.onExit().join() != 0) {
        initdb.kill();
        throw new StartFailure(
            "PostgreSQL can't lay out its data in "
                + data
                + ". "
                + initdb.logSinceStart()
                + (isRoot() ? " " + EXTERNAL_HINT : ""));
      }
      Files.move(unfinished, data);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private List<String> serverCommand(PostgresBinaries binaries, Path data) {
    List<String> command = new ArrayList<>(unprivileged());
    command.addAll(List.of(binaries.program("postgres"), "-D", data.toString()));
    List<String> settings = new ArrayList<>();
    settings.add("listen_addresses=127.0.0.1");
    settings.add("port=" + port);
    settings.add("unix_socket_directories=");
    settings.add("max_connections=60");
    settings.add("shared_buffers=32MB");
    settings.add("max_wal_size=256MB");
    // A segment in /dev/shm would stay there after a kill.
    settings.add("dynamic_shared_memory_type=mmap");
    settings.add("max_worker_processes=2");
    settings.add("max_parallel_workers_per_gather=0");
    settings.add("jit=off");
    settings.add("timezone=UTC");
    settings.add("log_timezone=UTC");
    if (!durable) {
      settings.add("fsync=off");
      settings.add("synchronous_commit=off");
      settings.add("full_page_writes=off");
    }
    for (String setting : settings) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  private ChildProcessBuilder child(List<String> command) {
    return ChildProcess.builder(name())
        .command(command)
        .environment("LC_ALL", "C")
        .directory(directory)
        .log(log());
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
  private static List<String> unprivileged() {
    return isRoot() ? List.of("unshare", "-U") : List.of();
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
