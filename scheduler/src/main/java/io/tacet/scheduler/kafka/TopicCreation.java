package io.tacet.scheduler.kafka;

import io.tacet.contract.topic.TopicSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that are missing. Failures are {@code KafkaException}s. Thread-safe. */
@ApplicationScoped
public class TopicCreation {

  private final KafkaClients clients;

  TopicCreation(KafkaClients clients) {
    this.clients = clients;
  }

  /** Makes a topic with the broker's replication factor, unless it is there. */
  public void ensure(TopicSpec topic) {
    try {
      Answers.of(
          clients
              .admin()
              .createTopics(
                  List.of(
                      new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                          .configs(topic.config())))
              .all());
    } catch (TopicExistsException e) {
      return;
    }
  }

  /**
   * Makes those that are missing.
   *
   * @return names of the topics that are missing and that this service may not make
   */
  public List<String> ensureAll(List<TopicSpec> topics) {
    Set<String> there = Answers.of(clients.admin().listTopics().names());
    List<String> missing = new ArrayList<>();
    for (TopicSpec topic : topics) {
      if (there.contains(topic.name())) {
        continue;
      }
      try {
        ensure(topic);
      } catch (AuthorizationException e) {
        missing.add(topic.name());
      }
    }
    return missing;
  }
}
