package io.tacet.scheduler.running;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.signature.SigningKey;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Topics and a database of their own for a run of the tests; the servers are shared. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

  /** Token of the built-in user. */
  public static final String ADMIN_TOKEN = "tacet_for-tests-only-0123456789";

  /** Setting: JDBC URL of a second database, empty, for a queue that would be in the way. */
  public static final String LONG_QUEUE = "long-queue.url";

  /** What nobody wants to wait for in a test. */
  private static final Map<String, String> QUICK =
      Map.of(
          "tacet.scheduler.queue.check",
          "PT0.1S",
          "tacet.scheduler.queue.machine-pause",
          "PT0.5S",
          "tacet.scheduler.queue.infrastructure-pause",
          "PT1S",
          "tacet.scheduler.power.answer-within",
          "PT10S",
          "tacet.scheduler.power.longest-wait",
          "PT15S",
          "tacet.scheduler.power.packets",
          "3");

  private static final Map<String, String> QUICK_TO_LOOK =
      Map.of(
          "tacet.scheduler.accuracy.check",
          "PT0.1S",
          "tacet.scheduler.window.check",
          "PT0.1S",
          "tacet.scheduler.window.feed-every",
          "PT0.3S",
          "tacet.scheduler.window.feed-timeout",
          "PT1S",
          "tacet.scheduler.schedule.check",
          "PT0.1S",
          "tacet.scheduler.schedule.look-every",
          "PT0.2S",
          "tacet.scheduler.schedule.look-timeout",
          "PT2S",
          "tacet.scheduler.schedule.longest-pause",
          "PT0.5S");

  private @Nullable String database;

  @Override
  public Map<String, String> start() {
    EmbeddedCluster cluster = EmbeddedCluster.shared();
    String id = UUID.randomUUID().toString().substring(0, 8);
    database = "scheduler_" + id;
    String url = cluster.postgres().createDatabase(database);
    try {
      new SchemaRegistration(cluster.registry().url()).registerAll();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Map<String, String> settings = new HashMap<>(QUICK);
    settings.putAll(QUICK_TO_LOOK);
    settings.put(LONG_QUEUE, cluster.postgres().createDatabase(longQueue()));
    settings.put("tacet.signature.key-file", signingKey(id).toString());
    settings.put("tacet.scheduler.power.broadcast", "127.0.0.1:" + freeUdpPort());
    settings.putAll(
        Map.of(
            "tacet.kafka.bootstrap-servers",
            cluster.kafka().bootstrapServers(),
            "tacet.registry.url",
            cluster.registry().url(),
            "tacet.topics.prefix",
            "scheduler-" + id + ".",
            "tacet.scheduler.bootstrap-token",
            ADMIN_TOKEN,
            "tacet.scheduler.overdue-grace",
            "PT1S",
            "tacet.scheduler.overdue-check",
            "PT0.2S",
            "quarkus.datasource.jdbc.url",
            url,
            "quarkus.datasource.username",
            ServiceRole.SCHEDULER.user(),
            "quarkus.datasource.password",
            cluster.postgres().password(ServiceRole.SCHEDULER),
            "quarkus.http.test-port",
            "0"));
    return settings;
  }

  /** All that the scheduler says in its tests is signed. */
  private static Path signingKey(String id) {
    try {
      Path file = Files.createTempDirectory("scheduler-" + id).resolve("key.pem");
      SigningKey unused = SigningKey.create(file);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freeUdpPort() {
    try (DatagramSocket socket = new DatagramSocket()) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (database != null) {
      EmbeddedCluster.shared().postgres().dropDatabase(database);
      EmbeddedCluster.shared().postgres().dropDatabase(longQueue());
    }
  }

  private String longQueue() {
    return database + "_long";
  }
}
