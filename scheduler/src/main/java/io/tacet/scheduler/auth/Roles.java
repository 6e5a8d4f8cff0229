package io.tacet.scheduler.auth;

import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** What users are now, for what is done in their name while they are away. Thread-safe. */
@ApplicationScoped
public class Roles {

  private final Sql sql;

  Roles(Sql sql) {
    this.sql = sql;
  }

  /**
   * The role of an active user.
   *
   * @throws ProblemException 403 when the user is not active, or not there, any more
   */
  public Role of(String user) {
    return sql.first(
            "SELECT role FROM users WHERE id = ? AND active",
            row -> Role.valueOf(row.text("role")),
            user)
        .orElseThrow(
            () -> ProblemException.forbidden("User '" + user + "' is not active any more."));
  }
}
