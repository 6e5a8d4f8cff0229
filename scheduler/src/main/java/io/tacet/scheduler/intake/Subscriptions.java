package io.tacet.scheduler.intake;

import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.ProjectShare;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The topics that are read, each with its type and its handler. */
@ApplicationScoped
class Subscriptions {

  private final List<Subscription<?>> all;

  Subscriptions(
      Topics topics,
      JobStatusHandler jobs,
      MachineStatusHandler machines,
      LogHandler logs,
      ShareHandler shares) {
    all =
        List.of(
            new Subscription<>(topics.jobStatus(), JobStatus.class, jobs::fresh, jobs::handle),
            new Subscription<>(topics.machineStatus(), MachineStatus.class, machines::handle),
            new Subscription<>(topics.jobLogs(), LogChunk.class, logs::handle),
            new Subscription<>(topics.shares(), ProjectShare.class, shares::handle));
  }

  List<String> topics() {
    return all.stream().map(Subscription::topic).toList();
  }

  Subscription<?> of(String topic) {
    return all.stream()
        .filter(subscription -> subscription.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(topic));
  }
}
