package io.tacet.scheduler.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.ExclusiveSession;
import io.tacet.scheduler.database.OwnConnections;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.SharedTopics;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics. One process at a time does (advisory lock); all partitions are assigned to it,
 * and it goes on where the database says. Any failure closes the consumer; the next turn opens one
 * at the same place.
 */
@ApplicationScoped
public class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final OwnConnections connections;
  private final KafkaClients clients;
  private final SharedTopics sharedTopics;
  private final Subscriptions subscriptions;
  private final Positions positions;
  private final Batch batch;
  private final ReadProgress progress;
  private final Dispatcher dispatcher;
  private final Freed freed;
  private final SchedulerConfig config;
  private final String lockName;
  private final Counter gaps;
  private final Loop loop;
  private @Nullable ExclusiveSession lock;
  private @Nullable Consumer<byte[], byte[]> consumer;

  Intake(
      OwnConnections connections,
      KafkaClients clients,
      SharedTopics sharedTopics,
      Subscriptions subscriptions,
      Positions positions,
      Batch batch,
      ReadProgress progress,
      Dispatcher dispatcher,
      Freed freed,
      SchedulerConfig config,
      Topics topics,
      MeterRegistry metrics) {
    this.connections = connections;
    this.clients = clients;
    this.sharedTopics = sharedTopics;
    this.subscriptions = subscriptions;
    this.positions = positions;
    this.batch = batch;
    this.progress = progress;
    this.dispatcher = dispatcher;
    this.freed = freed;
    this.config = config;
    this.lockName = topics.prefix() + "intake";
    this.gaps = metrics.counter("tacet.scheduler.intake.gaps");
    this.loop = new Loop("intake", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
    end();
  }

  /** Whether its thread is there. */
  public boolean isAlive() {
    return loop.isAlive();
  }

  /** Whether its last turn failed. */
  public boolean isFailing() {
    return loop.isFailing();
  }

  private Duration turn() {
    if (!sharedTopics.areThere()) {
      return config.relayPoll();
    }
    boolean fine = false;
    try {
      Consumer<byte[], byte[]> current = consumer == null ? open() : consumer;
      if (current == null) {
        fine = true;
        return config.relayPoll();
      }
      read(current);
      fine = true;
      return Duration.ZERO;
    } finally {
      if (!fine) {
        end();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> current) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = current.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      gaps.increment();
      LOG.errorf(
          "What was to be read next is gone; going on with the oldest record there is: %s",
          e.offsetOutOfRangePartitions());
      e.partitions().forEach(positions::forget);
      current.seekToBeginning(e.partitions());
      return;
    }
    if (!records.isEmpty()) {
      batch.take(records, subscriptions);
    }
    tell(current);
    if (!records.isEmpty()) {
      dispatcher.wake(freed.take());
    }
  }

  private void tell(Consumer<byte[], byte[]> current) {
    Map<TopicPartition, Long> reached = new HashMap<>();
    boolean atEnd = true;
    for (TopicPartition partition : current.assignment()) {
      reached.put(partition, current.position(partition));
      OptionalLong lag = current.currentLag(partition);
      atEnd &= lag.isPresent() && lag.getAsLong() == 0;
    }
    progress.reached(reached, atEnd);
  }

  private @Nullable Consumer<byte[], byte[]> open() {
    lock = ExclusiveSession.tryOpen(connections, lockName).orElse(null);
    if (lock == null) {
      return null;
    }
    Consumer<byte[], byte[]> opened = clients.consumer();
    consumer = opened;
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : subscriptions.topics()) {
      List<PartitionInfo> known = opened.partitionsFor(topic);
      if (known.isEmpty()) {
        // A topic that was just created is unknown to some brokers for a moment; if it were not
        // assigned now, it would never be read
        LOG.infof("Nothing is read yet: the broker does not know topic %s", topic);
        end();
        return null;
      }
      known.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    opened.assign(partitions);
    for (TopicPartition partition : partitions) {
      OptionalLong next = positions.next(partition);
      if (next.isPresent()) {
        opened.seek(partition, next.getAsLong());
      } else {
        opened.seekToBeginning(List.of(partition));
      }
    }
    return opened;
  }

  private void end() {
    progress.lost();
    if (consumer != null) {
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
      consumer = null;
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
