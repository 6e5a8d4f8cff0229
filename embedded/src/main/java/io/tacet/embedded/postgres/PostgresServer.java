package io.tacet.embedded.postgres;

import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.process.StartFailure;
import io.tacet.embedded.tls.Locks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL 17 on the loopback address, with a database and in it a login role and a schema per
 * {@link ServiceRole}. Data stay over {@link #stop()}, {@link #kill()} and {@link #start()}.
 * Passwords are random and kept in {@code passwords.properties} in its directory.
 *
 * <p>If the system property {@code tacet.postgres.url} or the variable {@code TACET_POSTGRES_URL}
 * names a PostgreSQL that is there, databases and roles are made in that one instead, and it is
 * neither started nor stopped.
 */
public final class PostgresServer implements ServerPart {
  /** The variable that names a PostgreSQL that is there. */
  static final String EXTERNAL = "TACET_POSTGRES_URL";

  private static final String EXTERNAL_PROPERTY = "tacet.postgres.url";

  private final PostgresInstance instance;
  private final String database;

  /** A server that is not started yet and speaks in the clear; the rest as below. */
  public PostgresServer(
      PartsDirectory parts, Path directory, Port port, String database, boolean durable) {
    this(parts, directory, port, database, durable, null);
  }

  /**
   * A server that is not started yet.
   *
   * @param directory where its data, passwords and log are
   * @param database the name of the database that is there from the start
   * @param durable whether a commit waits for the disk, and passwords are hashed as often as is
   *     usual; false only where a power cut loses nothing of worth
   * @param locks null: it speaks in the clear; else TLS only. One that is there anyway stays as it
   *     is.
   */
  public PostgresServer(
      PartsDirectory parts,
      Path directory,
      Port port,
      String database,
      boolean durable,
      @Nullable Locks locks) {
    this(instance(parts, directory, port, durable, locks), database);
  }

  PostgresServer(PostgresInstance instance, String database) {
    this.instance = instance;
    this.database = database;
  }

  /** Whether the PostgreSQL is one that is there anyway; it is then shared with others. */
  public static boolean isExternal() {
    return externalUrl() != null;
  }

  @Override
  public String name() {
    return instance.name();
  }

  /** The database that is there from the start. */
  public String jdbcUrl() {
    return jdbcUrl(database);
  }

  /** A database of this server. */
  public String jdbcUrl(String name) {
    return instance.jdbcUrl(name);
  }

  /** The password of a role; the role's user name is {@link ServiceRole#user()}. */
  public String password(ServiceRole role) {
    return instance.passwords().of(role.user());
  }

  /** Connects to the database {@code name} as the administrator. */
  public Connection connectAsAdministrator(String name) throws SQLException {
    return connect(name, instance.administrator());
  }

  /** Connects to the database {@code name} as one of the services. */
  public Connection connect(String name, ServiceRole role) throws SQLException {
    return connect(name, role.user());
  }

  /**
   * Makes another database with the same roles and schemas, if it is not there.
   *
   * @param name a-z, 0-9 and _, a letter first
   * @return its JDBC URL
   */
  public String createDatabase(String name) {
    try {
      databases().create(name, instance.maintenanceDatabase());
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " can't be made: " + e.getMessage(), e);
    }
    return jdbcUrl(name);
  }

  /** Drops the database that was there from the start, if the server is one that stays. */
  public void leave() {
    if (instance instanceof ExternalPostgres) {
      dropDatabase(database);
    }
  }

  /** Drops a database made by {@link #createDatabase}, ending what is connected to it. */
  public void dropDatabase(String name) {
    try {
      databases().drop(name, instance.maintenanceDatabase());
    } catch (SQLException e) {
      throw new IllegalStateException(
          "database " + name + " can't be dropped: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void start() {
    instance.start();
    try {
      databases().createRoles(instance.maintenanceDatabase(), instance.passwords());
      databases().create(database, instance.maintenanceDatabase());
    } catch (SQLException e) {
      instance.stop();
      throw new StartFailure("PostgreSQL can't be set up: " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    instance.stop();
  }

  @Override
  public void kill() {
    instance.kill();
  }

  @Override
  public void pause() {
    instance.pause();
  }

  @Override
  public void resume() {
    instance.resume();
  }

  @Override
  public OptionalLong pid() {
    return instance.pid();
  }

  @Override
  public Optional<Path> log() {
    return instance.log();
  }

  private Connection connect(String name, String user) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(instance.jdbcUrl(name));
    source.setUser(user);
    source.setPassword(instance.passwords().of(user));
    return source.getConnection();
  }

  private Databases databases() {
    return new Databases(this::connectAsAdministrator);
  }

  private static PostgresInstance instance(
      PartsDirectory parts, Path directory, Port port, boolean durable, @Nullable Locks locks) {
    String url = externalUrl();
    return url == null
        ? new LocalPostgres(parts, directory, port, durable, locks)
        : new ExternalPostgres(url);
  }

  private static @Nullable String externalUrl() {
    String url = System.getProperty(EXTERNAL_PROPERTY, System.getenv(EXTERNAL));
    return url == null || url.isBlank() ? null : url;
  }
}
