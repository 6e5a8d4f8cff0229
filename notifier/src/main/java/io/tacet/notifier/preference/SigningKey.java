package io.tacet.notifier.preference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The key of the links: the configured one, else the one in the database. Thread-safe. */
@ApplicationScoped
class SigningKey {

  private static final int BYTES = 32;
  private static final String MAKE =
      "INSERT INTO signing_key (key) VALUES (?) ON CONFLICT DO NOTHING";

  private final PreferenceConfig config;
  private final Transactions transactions;
  private volatile byte @Nullable [] kept;

  SigningKey(PreferenceConfig config, Transactions transactions) {
    this.config = config;
    this.transactions = transactions;
  }

  byte[] get() throws SQLException {
    byte[] key = kept;
    if (key == null) {
      key = config.key().isPresent() ? config.key().get().getBytes(UTF_8) : ofDatabase();
      kept = key;
    }
    return key;
  }

  private byte[] ofDatabase() throws SQLException {
    return transactions.run(
        connection -> {
          byte[] fresh = new byte[BYTES];
          new SecureRandom().nextBytes(fresh);
          try (PreparedStatement statement = connection.prepareStatement(MAKE)) {
            statement.setBytes(1, fresh);
            statement.executeUpdate();
          }
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT key FROM signing_key");
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBytes(1);
          }
        });
  }
}
