package io.tacet.accountant.announcement;

import io.quarkus.runtime.ShutdownEvent;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.RegistryUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
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
   * @throws RegistryUnavailableException when the registry does not answer or does not know the
   *     schema; nothing is written then
   */
  public void add(Connection connection, String topic, String key, SpecificRecord event)
      throws SQLException {
    add(connection, topic, List.of(new Said(key, event)));
  }

  /**
   * Adds events of one topic, to be sent in this order.
   *
   * @throws RegistryUnavailableException as above
   */
  public void add(Connection connection, String topic, List<Said> events) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Said one : events) {
        statement.setString(1, topic);
        statement.setString(2, one.key());
        statement.setBytes(3, bytes(topic, one.event()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * A schema that is not registered is no fault of what is being stored: it would be lost, where it
   * can wait for the registration.
   */
  private byte[] bytes(String topic, SpecificRecord event) {
    try {
      return writer.write(topic, event);
    } catch (RuntimeException e) {
      throw new RegistryUnavailableException(
          topic + ": the event can't be written; is the registry there, and is its schema in it?",
          e);
    }
  }

  /** An event and its key. */
  public record Said(String key, SpecificRecord event) {}

  void close(@Observes ShutdownEvent event) {
    writer.close();
  }
}
