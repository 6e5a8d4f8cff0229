package io.tacet.scheduler.takeover;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.machine.MachineTopic;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/** Finds an order on its machine's topic. Thread-safe. */
@ApplicationScoped
class OrderSearch {

  private static final Logger LOG = Logger.getLogger(OrderSearch.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final EventReader reader;
  private final MachineTopic topic;

  OrderSearch(KafkaClients clients, EventReader reader, MachineTopic topic) {
    this.clients = clients;
    this.reader = reader;
    this.topic = topic;
  }

  /**
   * Where the order is, at or after an offset.
   *
   * @return the offset of its last record; empty when it is not there
   */
  OptionalLong find(MachineId machine, long from, String orderId) {
    TopicPartition partition = topic.partition(machine);
    long found = -1;
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seek(partition, from);
      long limit = System.nanoTime() + clients.timeout().toNanos();
      while (consumer.position(partition) < end) {
        if (System.nanoTime() - limit > 0) {
          throw new TimeoutException(
              "The topic of machine " + machine + " can't be read to its end");
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (isOrder(record, orderId)) {
            found = record.offset();
          }
        }
      }
    }
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  private boolean isOrder(ConsumerRecord<byte[], byte[]> record, String orderId) {
    try {
      JobCommand command = reader.read(record.topic(), record.value(), JobCommand.class);
      return command.getKind() == CommandKind.ORDER && orderId.equals(command.getOrderId());
    } catch (UndecodableEventException e) {
      LOG.warnf("%s@%d is no order: %s", record.topic(), record.offset(), e.getMessage());
      return false;
    }
  }
}
