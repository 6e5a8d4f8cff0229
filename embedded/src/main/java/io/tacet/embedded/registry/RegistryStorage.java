package io.tacet.embedded.registry;

import java.util.function.Supplier;

/** Where the registry keeps its schemas. */
public sealed interface RegistryStorage {
  /** In its own memory: gone, ids included, when it stops. */
  record Memory() implements RegistryStorage {}

  /**
   * In PostgreSQL: schemas keep their ids over restarts.
   *
   * @param access asked when the registry starts, after PostgreSQL is up
   */
  record Postgres(Supplier<Access> access) implements RegistryStorage {}

  /** How a database is reached. */
  record Access(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return user + " at " + jdbcUrl;
    }
  }
}
