package io.tacet.embedded.postgres;

import io.tacet.embedded.process.ServerPart;

/** A running or stopped PostgreSQL: one of ours, or one that is there anyway. */
sealed interface PostgresInstance extends ServerPart permits LocalPostgres, ExternalPostgres {
  /** The database every PostgreSQL has, or the one the external one was named with. */
  String maintenanceDatabase();

  /** The URL of a database, without user and password. */
  String jdbcUrl(String database);

  /** The administrator's name. */
  String administrator();

  /** Passwords of the administrator and of the roles; only once it has been started. */
  Passwords passwords();

  @Override
  default String name() {
    return "PostgreSQL";
  }
}
