package io.tacet.accountant.graphite;

import io.tacet.accountant.graphite.GraphiteMetrics.Dropped;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.intake.Backoff;
import io.tacet.schema.MetricSeries;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the series and writes them to Graphite, a loop for one thread:
 *
 * <pre>{@code
 * connect ─▶ subscribe ─▶ poll ─▶ write, flush ─▶ commit offsets ─▶ poll …
 *    ▲                               │ refused, stalled, cut off; Kafka or registry away
 *    └────────────── wait ◀──────────┘ (both connections closed)
 * }</pre>
 *
 * <p>At least once: an offset is committed after its samples were handed to the network, so that
 * after a failure the records of one poll at most are sent again, which changes nothing in Graphite
 * (same path, same second). Carbon acknowledges nothing: what it had not read when it died, the
 * content of two socket buffers, is lost. While Graphite is away nothing is read; the topic is the
 * buffer, and bounded.
 */
final class GraphiteSink implements Runnable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final GraphiteSettings settings;
  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final EventReader reader;
  private final SeriesLines lines;
  private final GraphiteMetrics metrics;
  private final InstantSource clock;
  private final Backoff backoff;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> reading;
  private volatile @Nullable GraphiteConnection writing;

  GraphiteSink(
      GraphiteSettings settings,
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      EventReader reader,
      GraphiteMetrics metrics,
      InstantSource clock,
      Backoff backoff) {
    this.settings = settings;
    this.topic = topic;
    this.consumers = consumers;
    this.reader = reader;
    this.lines = new SeriesLines(new GraphitePaths(settings), metrics);
    this.metrics = metrics;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** Makes {@link #run} return soon. From any thread. */
  void stop() throws IOException {
    stopped.countDown();
    Consumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    GraphiteConnection graphite = writing;
    if (graphite != null) {
      graphite.close();
    }
  }

  @Override
  public void run() {
    while (isRunning()) {
      try (GraphiteConnection graphite = connect()) {
        writing = graphite;
        metrics.connected(where());
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
          reading = consumer;
          consumer.subscribe(List.of(topic));
          forward(consumer, graphite);
        }
      } catch (IOException | KafkaException | ClosedSelectorException e) {
        pause(e);
      } finally {
        reading = null;
        writing = null;
      }
    }
    metrics.stopped();
  }

  private void forward(Consumer<byte[], byte[]> consumer, GraphiteConnection graphite)
      throws IOException {
    while (isRunning()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      graphite.check();
      if (!records.isEmpty()) {
        long sent = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
          sent += write(record, graphite);
        }
        graphite.flush();
        consumer.commitSync();
        metrics.sent(sent);
        backoff.reset();
      }
    }
  }

  private long write(ConsumerRecord<byte[], byte[]> record, GraphiteConnection graphite)
      throws IOException {
    MetricSeries series;
    try {
      series = reader.read(topic, record.value(), MetricSeries.class);
    } catch (UndecodableEventException e) {
      // The accountant's own reader of the topic puts it to the dead letters.
      metrics.undecodable(topic + "-" + record.partition() + "@" + record.offset(), e);
      return 0;
    }
    long age = clock.millis() - record.timestamp();
    if (age > settings.longestLag().toMillis()) {
      metrics.dropped(
          Dropped.TOO_OLD,
          series.getValues().size(),
          series.getMachine() + " " + series.getMetric() + ", on the topic for " + age + " ms");
      return 0;
    }
    return lines.write(series, graphite::write);
  }

  private GraphiteConnection connect() throws IOException {
    return GraphiteConnection.open(
        settings.host().orElseThrow(),
        settings.port(),
        settings.connectTimeout(),
        settings.writeTimeout());
  }

  private String where() {
    return settings.host().orElse("") + ":" + settings.port();
  }

  private void pause(Exception failure) {
    if (!isRunning() || failure instanceof WakeupException) {
      return;
    }
    long millis = backoff.nextMillis();
    metrics.failed(where(), failure, millis);
    try {
      if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
        metrics.stopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRunning() {
    return stopped.getCount() > 0 && !Thread.currentThread().isInterrupted();
  }
}
