package io.tacet.intake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import java.io.IOException;
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

/**
 * Topics and a database of one test class, and the service that is to run among them; the servers
 * behind them are shared. What a service needs beside them it adds in a subclass.
 */
public class ServiceSurroundings implements AutoCloseable {

  private static final int VALID_SECONDS = 10;

  private final ServiceRole role;
  private final EmbeddedCluster cluster = EmbeddedCluster.shared();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String database;
  private final Topics topics;
  private final Path directory;
  private final EventWriter writer;
  private final KafkaProducer<byte[], byte[]> producer;
  private @Nullable Connection connection;

  /** Sets everything up for a service that has this role in the database. */
  public ServiceSurroundings(ServiceRole role) throws Exception {
    this.role = role;
    database = role.user() + "_" + id;
    cluster.postgres().createDatabase(database);
    topics = new Topics(role.user() + "-" + id + ".");
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

  /** Name of the service, as of its role. */
  public final String service() {
    return role.user();
  }

  /** The servers. */
  public final EmbeddedCluster cluster() {
    return cluster;
  }

  /** Names of the topics. */
  public final Topics topics() {
    return topics;
  }

  /** Logs and the like. */
  public final Path directory() {
    return directory;
  }

  /** Environment of a service here that is to listen at a port; the caller may change it. */
  public Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TACET_KAFKA_BOOTSTRAP_SERVERS", cluster.kafka().bootstrapServers());
    environment.put("TACET_REGISTRY_URL", cluster.registry().url());
    environment.put("TACET_TOPICS_PREFIX", topics.prefix());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", cluster.postgres().jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", role.user());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", cluster.postgres().password(role));
    // Five seconds are too few for the first connection on a machine that is busy
    environment.put("QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT", "PT1M");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    return environment;
  }

  /** An event's bytes. */
  public final byte[] bytes(String topic, SpecificRecord event) {
    return writer.write(topic, event);
  }

  /** Sends an event and waits until the broker has it. */
  public final void send(String topic, String key, SpecificRecord event) throws Exception {
    sendRaw(topic, key, writer.write(topic, event));
  }

  /** Sends bytes, or a tombstone, and waits until the broker has it. */
  public final void sendRaw(String topic, String key, byte @Nullable [] value) throws Exception {
    send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Sends a record and waits until the broker has it. */
  public final void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  /** The one number a query answers with. */
  public final long count(String query, String... arguments) throws SQLException {
    return Long.parseLong(text(query, arguments));
  }

  /** The one value a query answers with, as text. */
  public final synchronized String text(String query, String... arguments) throws SQLException {
    try (PreparedStatement statement = kept().prepareStatement(query)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? String.valueOf(row.getString(1)) : "nothing";
      }
    }
  }

  /** For tests ask many times a second; another one after the server was away. */
  private Connection kept() throws SQLException {
    Connection last = connection;
    if (last != null && last.isValid(VALID_SECONDS)) {
      return last;
    }
    if (last != null) {
      last.close();
    }
    Connection next = connect();
    connection = next;
    return next;
  }

  /** A connection as the service's role; the caller closes it. */
  public final Connection connect() throws SQLException {
    return DriverManager.getConnection(
        cluster.postgres().jdbcUrl(database), role.user(), cluster.postgres().password(role));
  }

  @Override
  public void close() throws IOException {
    producer.close();
    writer.close();
    disconnect();
    cluster.postgres().dropDatabase(database);
  }

  private synchronized void disconnect() throws IOException {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
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
