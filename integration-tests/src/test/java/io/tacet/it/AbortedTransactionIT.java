package io.tacet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What was aborted never happened. */
class AbortedTransactionIT extends InstallationTest {

  @Test
  void noReaderSeesAnAbortedOutcome() throws IOException {
    // given: a job that is running
    String machine = startWithMachine("m");
    tacet.startNotifier();
    tacet.startAccountant();
    Path go = directory.resolve("go");
    Path started = directory.resolve("started");
    String script = "touch \"$0\"; while [ ! -e \"$1\" ]; do sleep 0.1; done";
    Job job =
        tacet
            .api()
            .submit(Jobs.command(machine, "sh", "-c", script, started.toString(), go.toString()));
    await().atMost(LIMIT).until(() -> Files.exists(started));
    Job running = tacet.api().job(job.id());
    String orderId = orderOf(job);

    // when: somebody writes its failure and takes it back, and then it finishes
    writeAndAbort(failure(running, orderId));
    Files.createFile(go);
    Job ended = awaitEnd(job.id());

    // then
    assertThat(ended.state()).isEqualTo(JobState.FINISHED.name());
    assertOneOutcomePerAttempt(job.id());
    await().atMost(LIMIT).until(() -> !tacet.mails().isEmpty());
    assertThat(tacet.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.subject()).startsWith("Finished"));
    await().atMost(LIMIT).until(() -> !tacet.api().usage(job.id()).isEmpty());
    assertThat(tacet.api().usage(job.id()))
        .singleElement()
        .satisfies(usage -> assertThat(usage.outcome()).isEqualTo("FINISHED"));
  }

  private String orderOf(Job job) {
    return tacet.reader().eventsOf(tacet.topics().jobStatus(), job.id()).stream()
        .filter(status -> status.get("orderId") != null)
        .map(status -> status.get("orderId").toString())
        .findFirst()
        .orElseThrow();
  }

  private void writeAndAbort(JobStatus status) {
    byte[] bytes;
    try (EventWriter writer =
        new EventWriter(SerdeSettings.forRegistry(parts.cluster().registry().url()))) {
      bytes = writer.write(tacet.topics().jobStatus(), status);
    }
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            parts.bootstrapServers(),
            "transactional.id",
            "aborting-" + UUID.randomUUID());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<RecordMetadata> sent =
          producer.send(
              new ProducerRecord<>(
                  tacet.topics().jobStatus(), status.getJobId().getBytes(UTF_8), bytes));
      producer.flush();
      assertThat(sent).as("the record is on the broker").isDone();
      producer.abortTransaction();
    }
  }

  private static JobStatus failure(Job job, String orderId) {
    return JobStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(job.machine())
        .setJobId(job.id())
        .setAttempt(job.attempt())
        .setOrderId(orderId)
        .setProject(job.project())
        .setSubmitter(job.submitter())
        .setState(JobState.FAILED)
        .setCpuTime(new CpuTime(1L, 1L, CpuTimeSource.REAPED))
        .build();
  }
}
