package io.tacet.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.machine.MachineId;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Offsets while a transaction is about to move them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class OffsetsTest {

  @Inject Kafka kafka;
  @Inject KafkaClients clients;
  @Inject Offsets offsets;

  @Test
  void anOffsetThatIsAboutToMoveIsWaitedForAndNotTakenForNone() throws Exception {
    // given
    Api.admin().registerMachine("offsets-1");
    MachineId machine = new MachineId("offsets-1");
    TopicPartition partition = new TopicPartition(kafka.topics().jobs(machine), 0);
    try (Producer<byte[], byte[]> producer =
        clients.producer(machine.transactionalId(), Duration.ofMinutes(2))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(
          Map.of(partition, new OffsetAndMetadata(5)),
          new ConsumerGroupMetadata(machine.consumerGroup()));

      // when
      CompletableFuture<OptionalLong> committed =
          CompletableFuture.supplyAsync(
              () -> offsets.committed(machine.consumerGroup(), partition));

      // then: no answer before the transaction's end
      assertThatThrownBy(() -> committed.get(1500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      producer.commitTransaction();
      assertThat(committed.get(3, TimeUnit.MINUTES)).hasValue(5);
    }
  }
}
