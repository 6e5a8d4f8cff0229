package io.tacet.notifier.mail;

import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Sends what is due with the caller's thread. Thread-safe. */
@ApplicationScoped
public class OnceSender {

  private static final String WAITING =
      "SELECT count(*) FROM mail WHERE state IN ('PENDING', 'SENDING')";

  private final SendLoop loop;
  private final Transactions transactions;

  OnceSender(SendLoop loop, Transactions transactions) {
    this.loop = loop;
    this.transactions = transactions;
  }

  /**
   * Sends until nothing is due, nor will be within seconds; a mail that is turned away for now is
   * not tried again.
   *
   * @return how many mails wait for another time
   * @throws SQLException when the database is away
   */
  public int sendWhatIsDue() throws SQLException, InterruptedException {
    boolean busy = true;
    while (busy) {
      busy = loop.workOnce() || loop.awaitMore();
    }
    return transactions.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(WAITING);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }
}
