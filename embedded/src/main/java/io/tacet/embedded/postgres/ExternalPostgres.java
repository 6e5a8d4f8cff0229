package io.tacet.embedded.postgres;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL that was there before and stays: named by URL, never started, never stopped. */
final class ExternalPostgres implements PostgresInstance {
  private static final int DEFAULT_PORT = 5432;

  private final String address;
  private final String database;
  private final String user;
  private final Passwords passwords;

  /**
   * Reads the URL.
   *
   * @throws IllegalArgumentException if it is not complete
   */
  ExternalPostgres(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setURL(url);
    } catch (IllegalArgumentException e) {
      throw incomplete();
    }
    this.user = required(source.getUser());
    this.passwords = Passwords.derivedFrom(user, required(source.getPassword()));
    this.database = required(source.getDatabaseName());
    this.address = source.getServerNames()[0] + ":" + port(source);
  }

  @Override
  public String maintenanceDatabase() {
    return database;
  }

  @Override
  public String jdbcUrl(String name) {
    return "jdbc:postgresql://" + address + "/" + name;
  }

  @Override
  public String administrator() {
    return user;
  }

  @Override
  public Passwords passwords() {
    return passwords;
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public void kill() {
    throw notOurs();
  }

  @Override
  public void pause() {
    throw notOurs();
  }

  @Override
  public void resume() {
    throw notOurs();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Path> log() {
    return Optional.empty();
  }

  private static int port(PGSimpleDataSource source) {
    int port = source.getPortNumbers()[0];
    return port == 0 ? DEFAULT_PORT : port;
  }

  private static String required(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw incomplete();
    }
    return value;
  }

  // Without the URL: it holds a password.
  private static IllegalArgumentException incomplete() {
    return new IllegalArgumentException(
        PostgresServer.EXTERNAL
            + " is not of the form jdbc:postgresql://host:port/database?user=...&password=...");
  }

  private static UnsupportedOperationException notOurs() {
    return new UnsupportedOperationException(
        "PostgreSQL was named by " + PostgresServer.EXTERNAL + " and is not this program's");
  }
}
