package io.tacet.accountant.pi;

import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.Known;
import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Questions about PIs. Thread-safe. */
@ApplicationScoped
public class Pis {

  private final DatedFacts facts;

  Pis(DatedFacts facts) {
    this.facts = facts;
  }

  /** Whether there is such a PI. */
  public boolean knows(Connection connection, String pi) throws SQLException {
    return !facts.list(connection, PiFacts.TABLE, pi, Known.NOW, PiFacts.class).isEmpty();
  }

  /**
   * Ends the request unless there is such a PI.
   *
   * @throws ProblemException 404
   */
  public void require(Connection connection, String pi) throws SQLException {
    if (!knows(connection, pi)) {
      throw ProblemException.notFound(
          "There is no PI '" + pi + "'; tacet pi lists them, tacet pi set " + pi + " adds it");
    }
  }
}
