package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.ForgedEventException;
import io.tacet.contract.signature.KeyList;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.Signer;
import io.tacet.contract.signature.SigningKey;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.catalog.SensorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a key, everything that a worker says is signed: statuses, outcomes, samples of idleness. */
class SignedEventsTest {

  @TempDir Path state;
  private TestMachine machine;

  @BeforeEach
  void open() throws Exception {
    machine = new TestMachine();
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  @Test
  void whatever_a_worker_with_a_key_says_is_believed_and_nothing_without() throws Exception {
    // given
    SigningKey key = SigningKey.random();
    machine.signer = EventSigner.with(key);
    SensorSettings usual = SensorSettings.usual(Duration.ofSeconds(1));
    machine.watched =
        new SensorSettings(
            usual.sensors(),
            usual.surveys(),
            usual.measuring(),
            Duration.ofSeconds(1),
            usual.cooling(),
            Duration.ofSeconds(1),
            usual.sensorShare());
    machine.runner.script =
        border -> {
          assertThat(border.enterSilence(Duration.ofSeconds(5))).isTrue();
          return Measurements.finished();
        };

    // when
    machine.start(state);
    machine.send(machine.order("job-1"));
    machine.awaitOutcome("job-1");
    machine.awaitEndOfTransaction();
    await()
        .atMost(TestTopics.LIMIT)
        .until(
            () ->
                machine.read(machine.topics.metrics(), MetricSeries.class).stream()
                    .anyMatch(series -> series.getJobId() == null));

    // then
    Judge judge = new Judge(machine, key);
    assertThat(judge.believes(machine.topics.jobStatus(), JobStatus.class)).isEqualTo(4);
    assertThat(judge.believes(machine.topics.machineStatus(), MachineStatus.class)).isPositive();
    assertThat(judge.believes(machine.topics.results(), PhaseResults.class)).isEqualTo(1);
    assertThat(judge.believes(machine.topics.metrics(), MetricSeries.class)).isGreaterThan(1);
    assertThat(judge.believes(machine.topics.jobLogs(), LogChunk.class)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                new Judge(machine, SigningKey.random())
                    .believes(machine.topics.results(), PhaseResults.class))
        .isInstanceOf(ForgedEventException.class);
  }

  private record Judge(TestMachine machine, SigningKey key) {

    <T extends SpecificRecord> int believes(String topic, Class<T> type) {
      EventCheck check = new EventCheck(machine.topics, true);
      KeyList keys =
          new KeyList(
              List.of(
                  new KnownKey(
                      Signer.machine(machine.id.value()), key.publicHalf(), Instant.EPOCH, null)));
      List<ConsumerRecord<byte[], byte[]>> records = machine.records(topic);
      List<T> events = machine.read(topic, type);
      int believed = Math.min(records.size(), events.size()); // more may come in between
      for (int i = 0; i < believed; i++) {
        check.check(records.get(i), events.get(i), keys);
      }
      return believed;
    }
  }
}
