package io.tacet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.contract.signature.KeyList;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.KnownKeys;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.Signer;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKey;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * All keys in the directory, read by a consumer of its own in no group: of several instances of a
 * service one only is given the directory's partition, and each needs the keys. Kept in memory,
 * read anew at each start. For one thread.
 */
final class KeyRing implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String topic;
  private final EventReader reader;
  private final IntakeMetrics metrics;
  private final Map<String, List<KnownKey>> entries = new HashMap<>();
  private @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable KeyList known;

  KeyRing(
      Supplier<Consumer<byte[], byte[]>> consumers,
      String topic,
      EventReader reader,
      IntakeMetrics metrics) {
    this.consumers = consumers;
    this.topic = topic;
    this.reader = reader;
    this.metrics = metrics;
  }

  /**
   * The keys, with all that is on the topic now. An event that was read before this call is thus
   * judged with every key that was published before the event was.
   *
   * @throws org.apache.kafka.common.KafkaException when it can't be read: try again
   */
  KnownKeys upToDate() {
    boolean fine = false;
    try {
      Consumer<byte[], byte[]> open = consumer == null ? open() : consumer;
      readToEnd(open);
      fine = true;
    } finally {
      if (!fine) {
        close(); // whatever it is at, it begins anew
      }
    }
    KeyList keys = known;
    if (keys == null) {
      keys = new KeyList(entries.values().stream().flatMap(Collection::stream).toList());
      known = keys;
    }
    return keys;
  }

  private Consumer<byte[], byte[]> open() {
    Consumer<byte[], byte[]> opened = consumers.get();
    consumer = opened;
    entries.clear();
    known = null;
    List<TopicPartition> partitions =
        opened.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("Topic " + topic + " is not there yet");
    }
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
    return opened;
  }

  private void readToEnd(Consumer<byte[], byte[]> open) {
    Map<TopicPartition, Long> ends = open.endOffsets(open.assignment());
    long limit = System.nanoTime() + LONGEST_NANOS;
    while (ends.entrySet().stream().anyMatch(end -> open.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() - limit > 0) {
        throw new TimeoutException("The keys in " + topic + " can't be read to their end");
      }
      for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL)) {
        take(record);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    known = null;
    if (record.value() == null) {
      entries.remove(key);
      return;
    }
    try {
      List<KnownKey> keys = keys(reader.read(topic, record.value(), DirectoryEntry.class));
      if (keys.isEmpty()) {
        entries.remove(key);
      } else {
        entries.put(key, keys);
      }
    } catch (UndecodableEventException | InvalidKeyException e) {
      metrics.unreadableKeys(record, e);
    }
  }

  private static List<KnownKey> keys(DirectoryEntry entry) throws InvalidKeyException {
    if (entry.getMachine() != null) {
      return keys(Signer.machine(entry.getMachine().getId()), entry.getMachine().getKeys());
    }
    if (entry.getService() != null) {
      return keys(Signer.service(entry.getService().getName()), entry.getService().getKeys());
    }
    return List.of();
  }

  private static List<KnownKey> keys(Signer signer, List<DirectoryKey> published)
      throws InvalidKeyException {
    List<KnownKey> keys = new ArrayList<>();
    for (DirectoryKey key : published) {
      ByteBuffer bytes = key.getPublicKey().duplicate();
      byte[] plain = new byte[bytes.remaining()];
      bytes.get(plain);
      keys.add(
          new KnownKey(signer, PublicHalf.of(plain), key.getRegisteredAt(), key.getValidUntil()));
    }
    return keys;
  }

  @Override
  public void close() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      open.close();
    }
  }
}
