package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Job;
import io.tacet.contract.topic.Topics;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Anyone with a Kafka consumer and a Confluent registry client can read along. */
class WireFormatIT extends RunningInstallationTest {

  @Test
  void aReaderOfConfluentsFormatReadsEveryTopicAJobWritesTo() throws IOException {
    // given
    String machine = startWithMachine("m");
    Topics topics = tacet.topics();
    List<GenericRecord> orders = new java.util.ArrayList<>();
    Path heard = directory.resolve("heard");
    String script = "echo heard; while [ ! -e \"$0\" ]; do sleep 0.1; done";

    // when: an order is there until its job is over
    Job job = tacet.api().submit(Jobs.command(machine, "sh", "-c", script, heard.toString()));
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              orders.addAll(tacet.reader().events(topics.jobs(new MachineId(machine))));
              return !orders.isEmpty();
            });
    Files.createFile(heard);
    awaitEnd(job.id());

    // then
    assertThat(orders)
        .allSatisfy(
            order -> {
              assertThat(order.getSchema().getFullName())
                  .isEqualTo(JobCommand.getClassSchema().getFullName());
              assertThat(order.get("kind")).hasToString("ORDER");
            });
    List.of(
            new Told(topics.jobStatus(), job.id(), JobStatus.getClassSchema()),
            new Told(topics.machineStatus(), machine, MachineStatus.getClassSchema()),
            new Told(topics.results(), job.id(), PhaseResults.getClassSchema()),
            new Told(topics.metrics(), job.id(), MetricSeries.getClassSchema()),
            new Told(topics.jobLogs(), job.id(), LogChunk.getClassSchema()),
            new Told(topics.directory(), "USER:admin", DirectoryEntry.getClassSchema()))
        .forEach(
            told ->
                await("one partition may show a transaction before another does")
                    .atMost(LIMIT)
                    .untilAsserted(
                        () ->
                            assertThat(tacet.reader().eventsOf(told.topic(), told.key()))
                                .as(told.topic())
                                .isNotEmpty()
                                .extracting(event -> event.getSchema().getFullName())
                                .containsOnly(told.schema().getFullName())));
  }

  private record Told(String topic, String key, Schema schema) {}
}
