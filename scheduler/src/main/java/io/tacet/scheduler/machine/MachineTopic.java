package io.tacet.scheduler.machine;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.kafka.Answers;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.kafka.TopicCreation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * A machine's topic and the offset of its group, which the worker needs before it starts: it reads
 * with {@code auto.offset.reset=none}. Failures are {@code KafkaException}s. Thread-safe.
 */
@ApplicationScoped
public class MachineTopic {

  private static final Logger LOG = Logger.getLogger(MachineTopic.class);
  private static final long AGAIN_NANOS = 20_000_000;

  private final KafkaClients clients;
  private final TopicCreation creation;
  private final Offsets offsets;
  private final Topics topics;
  private final MachineAcls acls;
  private final SchedulerConfig config;

  MachineTopic(
      KafkaClients clients,
      TopicCreation creation,
      Offsets offsets,
      Topics topics,
      MachineAcls acls,
      SchedulerConfig config) {
    this.clients = clients;
    this.creation = creation;
    this.offsets = offsets;
    this.topics = topics;
    this.acls = acls;
    this.config = config;
  }

  /** Lets the worker in, makes the topic and seeds the offset, each unless it is so. */
  void ensure(MachineId machine) {
    acls.grant(machine);
    creation.ensure(topics.machineJobs(machine));
    TopicPartition partition = partition(machine);
    long end = System.nanoTime() + config.kafkaTimeout().toNanos();
    while (true) {
      try {
        seed(machine, partition);
        return;
      } catch (UnknownTopicOrPartitionException e) {
        // The controller has made it, the brokers hear of it a little later
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  private void seed(MachineId machine, TopicPartition partition) {
    if (offsets.committed(machine.consumerGroup(), partition).isEmpty()) {
      Answers.of(
          clients
              .admin()
              .alterConsumerGroupOffsets(
                  machine.consumerGroup(),
                  Map.of(partition, new OffsetAndMetadata(offsets.start(partition))))
              .all());
    }
  }

  /** Lets the worker in and makes the topic, each unless it is so. */
  void ensureTopic(MachineId machine) {
    acls.grant(machine);
    creation.ensure(topics.machineJobs(machine));
  }

  /**
   * Locks the worker out, deletes the topic, then the group with its offset: one that was left
   * would be an offset on another topic of that name.
   */
  void remove(MachineId machine) {
    acls.revoke(machine);
    gone(clients.admin().deleteTopics(List.of(topics.jobs(machine))).all());
    gone(clients.admin().deleteConsumerGroups(List.of(machine.consumerGroup())).all());
  }

  private static void gone(KafkaFuture<Void> deletion) {
    try {
      Answers.of(deletion);
    } catch (UnknownTopicOrPartitionException | GroupIdNotFoundException e) {
      LOG.debugf("It is gone already: %s", e.getMessage());
    }
  }

  /** The one partition. */
  public TopicPartition partition(MachineId machine) {
    return new TopicPartition(topics.jobs(machine), 0);
  }
}
