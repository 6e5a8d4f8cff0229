package io.tacet.scheduler.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.database.ExclusiveSession;
import io.tacet.scheduler.kafka.Answers;
import io.tacet.scheduler.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Machines' topics that are not there, though there are commands for them: somebody has deleted
 * one. Its commands wait apart, or no transaction with one of them could ever be committed and the
 * relay would carry nothing for anybody. They go on when the topic is there again. It is not made
 * here: the machine's offset went with it, and where the machine stands an operator has to say. For
 * use by the relay's thread.
 */
@ApplicationScoped
class MissingTopics {

  private static final Logger LOG = Logger.getLogger(MissingTopics.class);

  private final KafkaClients clients;
  private final Topics topics;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  MissingTopics(KafkaClients clients, Topics topics, InstantSource clock, MeterRegistry metrics) {
    this.clients = clients;
    this.topics = topics;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Sets aside what is for topics that are not there; nothing of it may be on Kafka. */
  void setAside(ExclusiveSession database) {
    Set<String> wanted =
        database.transaction(sql -> Batches.topics(sql, topics.machineJobsBeginning()));
    for (String topic : missing(wanted)) {
      database.transaction(
          sql -> {
            Batches.setAside(sql, topic, clock.instant());
            return topic;
          });
      metrics.counter("tacet.scheduler.relay.missing.topics").increment();
      LOG.errorf("Topic %s is missing; the commands for its machine wait until it is there", topic);
    }
  }

  /** Takes in again what is there by now. */
  void takeIn(ExclusiveSession database) {
    Set<String> leftOut = new HashSet<>(database.transaction(Batches::leftOut));
    leftOut.removeAll(missing(leftOut));
    for (String topic : leftOut) {
      database.transaction(
          sql -> {
            Batches.takeIn(sql, topic);
            return topic;
          });
      LOG.infof("Topic %s is there again, and the commands for its machine go on", topic);
    }
  }

  private Set<String> missing(Set<String> names) {
    Set<String> missing = new HashSet<>();
    if (names.isEmpty()) {
      return missing;
    }
    Map<String, KafkaFuture<TopicDescription>> answers =
        clients.admin().describeTopics(names).topicNameValues();
    answers.forEach(
        (topic, answer) -> {
          try {
            TopicDescription unused = Answers.of(answer);
          } catch (UnknownTopicOrPartitionException e) {
            missing.add(topic);
          }
        });
    return missing;
  }
}
