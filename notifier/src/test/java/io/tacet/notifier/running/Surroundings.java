package io.tacet.notifier.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.mail.CaughtMail;
import io.tacet.embedded.mail.MailCatcher;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics, a database and a mail server of one test class; the servers behind them are shared. */
public final class Surroundings implements AutoCloseable {

  private static final FreePorts PORTS = new FreePorts();

  private final EmbeddedCluster cluster = EmbeddedCluster.shared();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String database;
  private final Topics topics;
  private final Path directory;
  private final MailCatcher mail;
  private final EventWriter writer;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Sets everything up; the mail catcher runs. */
  public Surroundings() throws Exception {
    database = "notifier_" + id;
    cluster.postgres().createDatabase(database);
    topics = new Topics("notifier-" + id + ".");
    new SchemaRegistration(cluster.registry().url()).registerAll();
    createTopics();
    directory = Files.createDirectories(Path.of("target", "running", id)).toAbsolutePath();
    mail = new MailCatcher(directory.resolve("mail"), Port.anyOf(PORTS));
    mail.start();
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

  /** The mail server. */
  public MailCatcher mail() {
    return mail;
  }

  /** Mails to one address so far. */
  public List<CaughtMail> mailsTo(String address) {
    return mail.received().stream().filter(one -> one.recipients().contains(address)).toList();
  }

  /** Logs and the like. */
  public Path directory() {
    return directory;
  }

  /** Environment of a notifier here. */
  public Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TACET_KAFKA_BOOTSTRAP_SERVERS", cluster.kafka().bootstrapServers());
    environment.put("TACET_REGISTRY_URL", cluster.registry().url());
    environment.put("TACET_TOPICS_PREFIX", topics.prefix());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", cluster.postgres().jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", ServiceRole.NOTIFIER.user());
    environment.put(
        "QUARKUS_DATASOURCE_PASSWORD", cluster.postgres().password(ServiceRole.NOTIFIER));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
    environment.put("QUARKUS_MAILER_PORT", Integer.toString(mail.smtpPort()));
    environment.put("TACET_NOTIFIER_LINK_BASE", "https://tacet.example.org");
    environment.put("TACET_NOTIFIER_RETRY_FIRST", "PT0.2S");
    environment.put("TACET_NOTIFIER_RETRY_LONGEST", "PT1S");
    return environment;
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

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        cluster.postgres().jdbcUrl(database),
        ServiceRole.NOTIFIER.user(),
        cluster.postgres().password(ServiceRole.NOTIFIER));
  }

  @Override
  public void close() throws IOException {
    producer.close();
    writer.close();
    mail.stop();
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
