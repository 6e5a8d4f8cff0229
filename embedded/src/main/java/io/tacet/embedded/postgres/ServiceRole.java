package io.tacet.embedded.postgres;

import java.util.Locale;

/** The login roles; each owns the schema of the same name and can use no other. */
public enum ServiceRole {
  SCHEDULER,
  NOTIFIER,
  ACCOUNTANT,
  /** The schema registry, if it keeps its schemas in PostgreSQL. */
  REGISTRY;

  /** The role's name in PostgreSQL, and its schema's. */
  public String user() {
    return name().toLowerCase(Locale.ROOT);
  }
}
