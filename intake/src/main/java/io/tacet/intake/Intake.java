package io.tacet.intake;

import io.tacet.intake.database.Transactions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The reader of all topics, a loop for one thread:
 *
 * <pre>{@code
 * open ─▶ poll ─▶ store (one transaction) ─▶ commit offsets ─▶ poll …
 *   ▲       ▲          │ temporary failure
 *   │       └─ wait ◀──┴─ seek back to the batch's begin
 *   └─ wait ◀── the consumer itself failed, or a topic is not there yet
 * }</pre>
 *
 * <p>A batch is polled again after a failure instead of being held, so that a rebalance in between
 * does no harm. While it is gathered partitions may go to another reader, who then stores the same
 * events: a store takes each once. The waits stay far below the time within which Kafka expects a
 * poll.
 */
final class Intake implements Runnable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ASK = Duration.ofSeconds(10);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Map<String, EventStore<?>> stores;
  private final BatchWriter writer;
  private final Transactions transactions;
  private final IntakeMetrics metrics;
  private final Backoff backoff;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> open;
  private volatile @Nullable String trouble = "not started";

  Intake(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Map<String, EventStore<?>> stores,
      BatchWriter writer,
      Transactions transactions,
      IntakeMetrics metrics,
      Backoff backoff) {
    this.consumers = consumers;
    this.stores = stores;
    this.writer = writer;
    this.transactions = transactions;
    this.metrics = metrics;
    this.backoff = backoff;
  }

  /** What keeps it from reading; null when nothing does. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Waits until all topics have once been read to their end; false when that takes too long. */
  boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Makes {@link #run} return soon. From any thread. */
  void stop() {
    stopped.countDown();
    Consumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    while (isRunning()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        open = consumer;
        read(consumer);
      } catch (WakeupException e) {
        if (isRunning()) {
          pause(e);
        }
      } catch (RuntimeException e) {
        pause(e);
      } finally {
        open = null;
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    Map<String, Integer> partitions = partitions(consumer);
    CatchUp catchUp = new CatchUp(stores, partitions, transactions);
    BrokerContact contact = new BrokerContact(partitions, metrics);
    consumer.subscribe(stores.keySet());
    while (isRunning()) {
      Batch batch = Batch.gather(consumer, POLL);
      try {
        if (!batch.isEmpty()) {
          writer.write(batch.records());
          commit(consumer);
        }
        contact.look(consumer);
        catchUp.look(consumer);
        if (catchUp.isDone()) {
          caughtUp.countDown();
        }
        trouble = null;
        backoff.reset();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        batch.rewind(consumer);
        pause(e);
      }
      batch.throwIfCutShort();
    }
  }

  private Map<String, Integer> partitions(Consumer<byte[], byte[]> consumer) {
    Map<String, Integer> partitions = new HashMap<>();
    for (String topic : stores.keySet()) {
      int count = consumer.partitionsFor(topic, ASK).size();
      if (count == 0) {
        throw new UnknownTopicOrPartitionException("Topic " + topic + " is not there yet");
      }
      partitions.put(topic, count);
    }
    return partitions;
  }

  private void commit(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RetriableException e) {
      metrics.commitFailed(e);
    }
  }

  private void pause(Exception failure) {
    trouble = IntakeMetrics.describe(failure);
    long millis = backoff.nextMillis();
    metrics.retry(failure, millis);
    try {
      if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
        trouble = "stopping";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("The reader was interrupted", e);
    }
  }

  private boolean isRunning() {
    return stopped.getCount() > 0 && !Thread.currentThread().isInterrupted();
  }
}
