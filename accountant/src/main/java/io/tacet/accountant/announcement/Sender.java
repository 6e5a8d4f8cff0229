package io.tacet.accountant.announcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Identifier;
import io.tacet.accountant.chore.Chore;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.EventSigner;
import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends what is written down, oldest first, in Kafka transactions of one {@code transactional.id}.
 * Of several accountants one sends at a time (a lock in the database), and opening the id fences
 * whoever held it before: an old weight can't come after a newer one. Killed between Kafka's commit
 * and its own, it sends again; an event's id stays the same, and readers that have seen it ignore
 * it. There is something only when a job has ended or the ledger was changed, so the producer is
 * opened for it, and closed again.
 */
@ApplicationScoped
class Sender implements Chore {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int MOST_BYTES = 4 << 20;

  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtext('tacet.accountant.announcements'))";

  private static final String NEXT =
      """
      SELECT id, topic, key, value FROM (
        SELECT *, sum(length(value)) OVER (ORDER BY id) - length(value) AS before
        FROM (SELECT * FROM announcement ORDER BY id LIMIT 500) AS oldest
      ) AS counted WHERE before < ? ORDER BY id
      """;

  private final Transactions transactions;
  private final Map<String, Object> common;
  private final ContractConfig contract;
  private final EventSigner signer;

  Sender(
      Transactions transactions,
      @Identifier("default-kafka-broker") Map<String, Object> common,
      ContractConfig contract,
      SenderKey key) {
    this.transactions = transactions;
    this.common = Map.copyOf(common);
    this.contract = contract;
    this.signer = key.signer();
  }

  @Override
  public String name() {
    return "announcements";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public boolean look() throws SQLException {
    return transactions.run(
        connection -> {
          if (!isTrue(connection, "SELECT EXISTS (SELECT 1 FROM announcement)")
              || !isTrue(connection, LOCK)) {
            return false;
          }
          List<Long> sent = send(connection);
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM announcement WHERE id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("int8", sent.toArray()));
            statement.executeUpdate();
          }
          return !sent.isEmpty();
        });
  }

  private List<Long> send(Connection connection) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(NEXT);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      statement.setInt(1, MOST_BYTES);
      producer.initTransactions();
      producer.beginTransaction();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong("id"));
          // The commit throws what the future would
          Future<RecordMetadata> unused =
              producer.send(
                  signer.sign(
                      new ProducerRecord<>(
                          row.getString("topic"),
                          row.getString("key").getBytes(UTF_8),
                          row.getBytes("value"))));
        }
      }
      producer.commitTransaction();
    }
    return ids;
  }

  private Map<String, Object> settings() {
    String id = contract.topics().prefix() + "accountant-announcements";
    Map<String, Object> settings = new HashMap<>(common);
    settings.put("bootstrap.servers", contract.kafka().bootstrapServers());
    settings.put("enable.metrics.push", false);
    settings.putAll(contract.kafkaSecurity().properties());
    settings.put("client.id", id);
    settings.put("transactional.id", id);
    settings.put("compression.type", "lz4");
    settings.put("delivery.timeout.ms", 30_000);
    settings.put("request.timeout.ms", 10_000);
    settings.put("max.block.ms", 20_000L);
    return settings;
  }

  private static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
