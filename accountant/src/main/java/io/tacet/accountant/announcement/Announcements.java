package io.tacet.accountant.announcement;

import io.quarkus.runtime.ShutdownEvent;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.serde.EventWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.avro.specific.SpecificRecord;

/** Writes down what is to be said; it is sent once the transaction is committed. Thread-safe. */
@ApplicationScoped
public class Announcements {

  private static final String ADD = "INSERT INTO announcement (topic, key, value) VALUES (?, ?, ?)";

  private final EventWriter writer;

  Announcements(ContractConfig contract) {
    writer = new EventWriter(contract.serdeSettings());
  }

  /**
   * Adds an event.
   *
   * @throws RuntimeException when the registry does not answer; nothing is written then
   */
  public void add(Connection connection, String topic, String key, SpecificRecord event)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, topic);
      statement.setString(2, key);
      statement.setBytes(3, writer.write(topic, event));
      statement.executeUpdate();
    }
  }

  void close(@Observes ShutdownEvent event) {
    writer.close();
  }
}
