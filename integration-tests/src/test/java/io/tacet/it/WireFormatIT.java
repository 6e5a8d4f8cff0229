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
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Anyone with a Kafka consumer and a Confluent registry client can read along. */
class WireFormatIT extends RunningInstallationTest {

  @Test
  void aReaderOfConfluentsFormatReadsEveryTopicAJobWritesTo() {
    // given
    String machine = startWithMachine("m");
    Topics topics = tacet.topics();
    Map<String, Schema> expected =
        Map.of(
            topics.jobStatus(), JobStatus.getClassSchema(),
            topics.machineStatus(), MachineStatus.getClassSchema(),
            topics.results(), PhaseResults.getClassSchema(),
            topics.metrics(), MetricSeries.getClassSchema(),
            topics.jobLogs(), LogChunk.getClassSchema(),
            topics.directory(), DirectoryEntry.getClassSchema());
    List<GenericRecord> orders = new java.util.ArrayList<>();

    // when
    Job job = tacet.api().submit(Jobs.command(machine, "sh", "-c", "echo heard; sleep 2"));
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              orders.addAll(tacet.reader().events(topics.jobs(new MachineId(machine))));
              return !orders.isEmpty();
            });
    awaitEnd(job.id());

    // then
    assertThat(orders)
        .allSatisfy(
            order -> {
              assertThat(order.getSchema().getFullName())
                  .isEqualTo(JobCommand.getClassSchema().getFullName());
              assertThat(order.get("kind")).hasToString("ORDER");
            });
    expected.forEach(
        (topic, schema) ->
            assertThat(tacet.reader().events(topic))
                .as(topic)
                .isNotEmpty()
                .allSatisfy(
                    event ->
                        assertThat(event.getSchema().getFullName())
                            .isEqualTo(schema.getFullName())));
  }
}
