package io.tacet.accountant.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics and a database of one test class; the servers behind them are shared. */
public final class Surroundings implements AutoCloseable {

  private final EmbeddedCluster cluster = EmbeddedCluster.shared();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String database;
  private final Topics topics;
  private final Path directory;
  private final EventWriter writer;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Sets everything up. */
  public Surroundings() throws Exception {
    database = "accountant_" + id;
    cluster.postgres().createDatabase(database);
    topics = new Topics("accountant-" + id + ".");
    new SchemaRegistration(cluster.registry().url()).registerAll();
    createTopics();
    directory = Files.createDirectories(Path.of("target", "running", id)).toAbsolutePath();
    writer = new EventWriter(SerdeSettings.forRegistry(cluster.registry().url()));
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().bootstrapServers(),
                "enable.metrics.push",
                false),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The servers. */
  public EmbeddedCluster cluster() {
    return cluster;
  }

  /** Names of the topics. */
  public Topics topics() {
    return topics;
  }

  /** Logs and the like. */
  public Path directory() {
    return directory;
  }

  /** Environment of a accountant here. */
  public Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TACET_KAFKA_BOOTSTRAP_SERVERS", cluster.kafka().bootstrapServers());
    environment.put("TACET_REGISTRY_URL", cluster.registry().url());
    environment.put("TACET_TOPICS_PREFIX", topics.prefix());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", cluster.postgres().jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", ServiceRole.ACCOUNTANT.user());
    environment.put(
        "QUARKUS_DATASOURCE_PASSWORD", cluster.postgres().password(ServiceRole.ACCOUNTANT));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    return environment;
  }

  /** An event's bytes. */
  public byte[] bytes(String topic, SpecificRecord event) {
    return writer.write(topic, event);
  }

  /** Sends an event and waits until the broker has it. */
  public void send(String topic, String key, SpecificRecord event) throws Exception {
    sendRaw(topic, key, writer.write(topic, event));
  }

  /** Sends bytes, or a tombstone, and waits until the broker has it. */
  public void sendRaw(String topic, String key, byte @Nullable [] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
  }

  /** The one number a query answers with. */
  public long count(String query, String... arguments) throws SQLException {
    return Long.parseLong(text(query, arguments));
  }

  /** The one value a query answers with, as text. */
  public String text(String query, String... arguments) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? String.valueOf(row.getString(1)) : "nothing";
      }
    }
  }

  /** A connection as the service's role. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        cluster.postgres().jdbcUrl(database),
        ServiceRole.ACCOUNTANT.user(),
        cluster.postgres().password(ServiceRole.ACCOUNTANT));
  }

  @Override
  public void close() {
    producer.close();
    writer.close();
    cluster.postgres().dropDatabase(database);
  }

  private void createTopics() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().bootstrapServers(),
                "enable.metrics.push",
                false))) {
      admin
          .createTopics(
              topics.shared().stream()
                  .map(
                      spec ->
                          new NewTopic(spec.name(), spec.partitions(), (short) 1)
                              .configs(spec.config()))
                  .toList())
          .all()
          .get();
    }
  }
}
