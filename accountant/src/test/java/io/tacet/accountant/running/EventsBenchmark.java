package io.tacet.accountant.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Events per second from Kafka into the ledger and into series: all lie on their topics before the
 * accountant starts, and what is timed is from the first that is stored to the last. By {@code mvn
 * verify -pl accountant -am -Dit.test=EventsBenchmark -Dtacet.bench.jobs=20000 -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class EventsBenchmark {

  private static final int JOBS = Integer.getInteger("tacet.bench.jobs", 20_000);
  private static final int SAMPLES = 600;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** What a job says at its end. */
  private enum Kind {
    LEDGER("outcomes into the ledger", "usage_record"),
    RESULTS("results of two metrics into statistics", "phase_statistics"),
    SERIES("chunks of 600 samples into series", "metric_series");

    private final String words;
    private final String table;

    Kind(String words, String table) {
      this.words = words;
      this.table = table;
    }

    int rowsEach() {
      return this == RESULTS ? 2 : 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventsPerSecond(Kind kind) throws Exception {
    assumeTrue(kind.name().equalsIgnoreCase(System.getProperty("tacet.bench.events", kind.name())));
    try (Surroundings surroundings = new Surroundings()) {
      fill(surroundings, kind);
      System.out.printf(
          Locale.ROOT, "%,d %s: %,.0f events/s%n", JOBS, kind.words, measured(surroundings, kind));
    }
  }

  private static double measured(Surroundings surroundings, Kind kind) throws Exception {
    surroundings.migrate();
    long all = (long) JOBS * kind.rowsEach();
    try (RunningService accountant = RunningService.start(surroundings, Map.of())) {
      wait(accountant, () -> rows(surroundings, kind) > 0);
      long before = rows(surroundings, kind);
      long began = System.nanoTime();
      wait(accountant, () -> rows(surroundings, kind) == all);
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(before).as("there was something left to time").isLessThan(all / 2);
      return (all - before) / seconds / kind.rowsEach();
    }
  }

  /** Until it is so, or can't be any more: the service is gone, or has laid an event aside. */
  private static void wait(RunningService accountant, Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollInterval(LOOK)
        .failFast(
            () ->
                assertThat(accountant.metric("tacet_intake_dead_letters_total"))
                    .as(accountant::log)
                    .isZero())
        .until(condition);
  }

  private static long rows(Surroundings surroundings, Kind kind) throws SQLException {
    return surroundings.count("SELECT count(*) FROM " + kind.table);
  }

  private static void fill(Surroundings surroundings, Kind kind) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                surroundings.cluster().kafka().bootstrapServers(),
                "linger.ms",
                5,
                "compression.type",
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < JOBS; i++) {
        String job = "job" + i;
        String topic = topic(surroundings, kind);
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic, job.getBytes(UTF_8), surroundings.bytes(topic, event(kind, job)))));
      }
      producer.flush();
    }
    for (Future<RecordMetadata> one : sent) {
      one.get(); // one that the broker did not take would be waited for to the end
    }
  }

  private static String topic(Surroundings surroundings, Kind kind) {
    return switch (kind) {
      case LEDGER -> surroundings.topics().jobStatus();
      case RESULTS -> surroundings.topics().results();
      case SERIES -> surroundings.topics().metrics();
    };
  }

  private static SpecificRecord event(Kind kind, String job) {
    return switch (kind) {
      case LEDGER ->
          Events.outcome(job, JobState.FINISHED, "2026-11-21T09:30:00Z", 8_000_000).build();
      case RESULTS -> Events.results(job, 1);
      case SERIES -> Events.series(job, 0, SAMPLES).build();
    };
  }
}
