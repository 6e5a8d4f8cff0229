package io.tacet.embedded.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The broker's properties: one node that is broker and controller, little memory, few threads, and
 * Kafka's defaults in everything a client could notice, save that topics are not made by accident
 * and committed offsets never expire.
 */
record BrokerSettings(
    Path logDirectory,
    String address,
    int port,
    int controllerPort,
    int certificatePort,
    Map<String, String> more,
    @Nullable BrokerLocks locks) {

  /** Key of ours, which Kafka does not know: the users to format the log directory with. */
  static final String SCRAM = "tacet.scram";

  Map<String, String> properties() throws IOException {
    if (locks == null) {
      return open();
    }
    Map<String, String> all = locks.properties(open(), address + ":" + certificatePort);
    all.put(SCRAM, locks.scram());
    return all;
  }

  private Map<String, String> open() {
    Map<String, String> all = new TreeMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", "1");
    all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    all.put(
        "listeners",
        "PLAINTEXT://" + address + ":" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", "PLAINTEXT://" + address + ":" + port);
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("controller.listener.names", "CONTROLLER");
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put("log.dirs", logDirectory.toString());
    all.put("auto.create.topics.enable", "false");
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("background.threads", "2");
    all.put("num.recovery.threads.per.data.dir", "1");
    all.put("num.replica.alter.log.dirs.threads", "1");
    all.put("log.cleaner.dedupe.buffer.size", "2097152");
    all.put("log.cleaner.io.buffer.size", "65536");
    all.put("default.replication.factor", "1");
    all.put("min.insync.replicas", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "3");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "3");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
    all.put("group.initial.rebalance.delay.ms", "0");
    // A worker's group commits by hand and may be quiet for a long time; the greatest value
    // allowed.
    all.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
    // After a crash the controller keeps the broker's old registration for one session.
    all.put("broker.heartbeat.interval.ms", "500");
    all.put("broker.session.timeout.ms", "2000");
    all.putAll(more);
    return all;
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.putAll(properties());
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.deleteIfExists(file);
    try (Writer writer =
        Channels.newWriter(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            StandardCharsets.ISO_8859_1)) {
      properties.store(writer, null);
    }
  }
}
