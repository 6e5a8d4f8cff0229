package io.tacet.accountant.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tacet.accountant.running.Events;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.FreePorts;
import io.tacet.intake.Backoff;
import io.tacet.intake.testing.ServiceSurroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Samples come to a real listener whatever it does to the connection. */
class GraphiteSinkIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SAMPLES = 15_000;

  private static ServiceSurroundings surroundings;
  private static EventReader reader;

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @BeforeAll
  static void start() throws Exception {
    surroundings = new ServiceSurroundings(ServiceRole.ACCOUNTANT);
    reader = new EventReader(SerdeSettings.forRegistry(surroundings.cluster().registry().url()));
  }

  @AfterAll
  static void stop() throws Exception {
    reader.close();
    surroundings.close();
  }

  @Test
  void aGraphiteThatRefusesGetsItAllWhenItIsThere() throws Exception {
    // given
    int port = new FreePorts().next();
    surroundings.sendRaw(surroundings.topics().metrics(), "bad", "no event".getBytes(UTF_8));
    send("refused", 0, 3);
    try (Running sink = run(Settings.to(port), "refused")) {
      await().atMost(LIMIT).until(() -> count("tacet.graphite.failures") >= 2);
      assertThat(sink.metrics().trouble()).contains("ConnectException");

      // when
      try (Carbon carbon = new Carbon(port)) {
        // then
        await().atMost(LIMIT).until(() -> carbon.lines(".refused ").size() == 3);
        assertThat(carbon.lines(".refused "))
            .allMatch(
                line ->
                    line.matches(
                        "tacet\\.m1\\.cpu_utilization_procfs_system\\.refused [0-9.]+ [0-9]{10}"));
        await().atMost(LIMIT).until(() -> count("tacet.graphite.samples") >= 3);
        await().atMost(LIMIT).until(() -> sink.metrics().trouble() == null);
        assertThat(registry.get("tacet.graphite.connected").gauge().value()).isEqualTo(1);
        assertThat(count("tacet.graphite.undecodable.records")).isEqualTo(1);
      }
    }
    assertThat(registry.get("tacet.graphite.connected").gauge().value()).isZero();
  }

  @Test
  void aGraphiteThatStallsIsGivenUpAndGetsItAllOverANewConnection() throws Exception {
    // given
    try (Carbon carbon = new Carbon(0)) {
      carbon.be(Carbon.Manner.STALLING);
      for (int chunk = 0; chunk < 12; chunk++) {
        send("stalled", chunk, SAMPLES);
      }

      // when
      try (Running sink = run(Settings.to(carbon.port()), "stalled")) {
        await()
            .atMost(LIMIT)
            .until(() -> String.valueOf(sink.metrics().trouble()).contains("takes nothing"));
        carbon.be(Carbon.Manner.READING);

        // then
        await()
            .atMost(LIMIT)
            .until(() -> new HashSet<>(carbon.lines(".stalled ")).size() == SAMPLES);
        await().atMost(LIMIT).until(() -> carbon.lines(".stalled ").size() >= 12 * SAMPLES);
      }
    }
  }

  @Test
  void aConnectionThatIsCutOffCostsNothingAndDoublesOnePollAtMost() throws Exception {
    // given
    try (Carbon carbon = new Carbon(0)) {
      carbon.be(Carbon.Manner.CUTTING_OFF);
      for (int chunk = 0; chunk < 4; chunk++) {
        send("cut", chunk, SAMPLES);
      }

      // when
      try (Running sink = run(Settings.to(carbon.port()), "cut")) {
        await().atMost(LIMIT).until(() -> count("tacet.graphite.failures") >= 1);
        carbon.be(Carbon.Manner.READING);

        // then
        await().atMost(LIMIT).until(() -> carbon.lines(".cut ").size() >= 4 * SAMPLES);
        await().atMost(LIMIT).until(() -> sink.metrics().trouble() == null);
        send("cut-marker", 0, 1);
        await().atMost(LIMIT).until(() -> !carbon.lines(".cut-marker ").isEmpty());
        await().atMost(LIMIT).until(() -> count("tacet.graphite.samples") > 4 * SAMPLES);
      }
      int before = carbon.lines(".cut ").size();
      assertThat(before).isLessThanOrEqualTo(4 * SAMPLES + 500 * (carbon.connections() - 1));

      // when: started anew, it goes on where it was
      try (Running sink = run(Settings.to(carbon.port()), "cut")) {
        send("after", 0, 1);
        await().atMost(LIMIT).until(() -> !carbon.lines(".after ").isEmpty());
        await().atMost(LIMIT).until(() -> sink.metrics().trouble() == null);
      }
      // then
      assertThat(carbon.lines(".cut ")).hasSize(before);
      assertThat(carbon.lines(".cut-marker ")).hasSize(1);
    }
  }

  @Test
  void whatLayTooLongOnTheTopicIsDroppedAndCounted() throws Exception {
    // given
    send("old", 0, 7);
    try (Carbon carbon = new Carbon(0);
        Running sink = run(Settings.to(carbon.port()).lagging(Duration.ofNanos(1)), "old")) {
      // when, then
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  registry.counter("tacet.graphite.dropped.samples", "reason", "too-old").count()
                      >= 7);
      assertThat(carbon.lines(".old ")).isEmpty();
      assertThat(sink.metrics().trouble()).isNull();
    }
  }

  @Test
  void aStopWhileGraphiteIsAwayIsHeardAtOnce() throws Exception {
    // given
    try (Running sink = run(Settings.to(new FreePorts().next()), "stopped")) {
      await().atMost(LIMIT).until(() -> count("tacet.graphite.failures") >= 1);

      // when
      sink.sink().stop();

      // then
      await().atMost(LIMIT).until(() -> !sink.thread().isAlive());
      assertThat(sink.metrics().trouble()).isEqualTo("stopped");
    }
  }

  private double count(String name) {
    return registry.counter(name).count();
  }

  private static void send(String detail, int chunk, int samples) throws Exception {
    surroundings.send(
        surroundings.topics().metrics(),
        "m1",
        Events.series("job", chunk, samples).setDetail(detail).build());
  }

  private Running run(GraphiteSettings settings, String group) {
    GraphiteMetrics metrics = new GraphiteMetrics(registry);
    GraphiteSink sink =
        new GraphiteSink(
            settings,
            surroundings.topics().metrics(),
            () ->
                new KafkaConsumer<>(
                    consumer(surroundings.topics().prefix() + group),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()),
            reader,
            metrics,
            InstantSource.offset(InstantSource.system(), Duration.ofMillis(5)),
            new Backoff(() -> 0.5));
    Thread thread = new Thread(sink, "graphite");
    thread.start();
    return new Running(sink, metrics, thread);
  }

  private static Map<String, Object> consumer(String group) {
    return Map.of(
        "bootstrap.servers",
        surroundings.cluster().kafka().bootstrapServers(),
        "group.id",
        group,
        "isolation.level",
        "read_committed",
        "auto.offset.reset",
        "earliest",
        "enable.auto.commit",
        false,
        "enable.metrics.push",
        false,
        "max.poll.records",
        64);
  }

  private record Running(GraphiteSink sink, GraphiteMetrics metrics, Thread thread)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      sink.stop();
      await().atMost(LIMIT).until(() -> !thread.isAlive());
    }
  }
}
