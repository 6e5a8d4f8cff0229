package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The topics and users of the cluster against the contract of the services. */
final class KafkaRules {

  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  /** Those that somebody needs; its operator reads one it does not know as none. */
  private static final Set<String> OPERATIONS =
      Set.of("Create", "Delete", "Describe", "Read", "Write");

  private static final String WORKER = "tacet-worker-";

  /** What only services read. */
  private static final Set<String> CLOSED = Set.of(TOPICS.directory(), TOPICS.deadLetters());

  private final KubernetesBase cluster;
  private final Problems problems = new Problems();

  private KafkaRules(KubernetesBase cluster) {
    this.cluster = cluster;
  }

  /** What is wrong with them; empty when nothing is. */
  static List<String> problems(KubernetesBase cluster) {
    KafkaRules rules = new KafkaRules(cluster);
    rules.topics();
    cluster.byName("KafkaUser").forEach(rules::user);
    cluster
        .byName("Kafka")
        .forEach(
            (name, kafka) ->
                rules.problems.unless(
                    kafka
                        .at("/spec/kafka/version")
                        .asText()
                        .equals(Checkout.property("kafka.broker.version")),
                    name + " is of another version than the build's broker"));
    return rules.problems.all();
  }

  private void topics() {
    Map<String, JsonNode> there = new TreeMap<>(cluster.byName("KafkaTopic"));
    for (TopicSpec wanted : TOPICS.shared()) {
      JsonNode topic = there.remove(wanted.name());
      if (topic == null) {
        problems.unless(false, "there is no topic " + wanted.name());
        continue;
      }
      Map<String, String> config = new TreeMap<>();
      topic
          .at("/spec/config")
          .properties()
          .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
      problems.unless(
          topic.at("/spec/partitions").asInt() == wanted.partitions()
              && config.equals(wanted.config()),
          wanted.name() + " has " + topic.path("spec") + ", not " + wanted);
    }
    problems.unless(there.isEmpty(), "topics nobody knows: " + there.keySet());
  }

  private void user(String name, JsonNode user) {
    Set<String> shared = new TreeSet<>();
    TOPICS.shared().forEach(topic -> shared.add(topic.name()));
    List<String> texts = new ArrayList<>();
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      JsonNode resource = rule.path("resource");
      String on = resource.path("name").asText();
      boolean literal = resource.path("patternType").asText().equals("literal");
      texts.add(resource.path("type").asText() + " " + on);
      if (resource.path("type").asText().equals("topic")) {
        problems.unless(
            shared.contains(on) || on.startsWith(TOPICS.machineJobsBeginning()),
            name + " has a rule on " + on + ", which is no topic");
        problems.unless(
            !name.equals("tacet-analyst") || (shared.contains(on) && !CLOSED.contains(on)),
            name + " may do something to " + on);
      }
      problems.unless(
          literal || !name.startsWith(WORKER), name + " has a rule that is not literal: " + on);
      List<String> operations = Compose.strings(rule.path("operations"));
      problems.unless(
          !operations.isEmpty() && OPERATIONS.containsAll(operations),
          name + " may " + operations + " " + on);
    }
    if (name.startsWith(WORKER)) {
      MachineId machine = new MachineId(name.substring(WORKER.length()));
      Set<String> own =
          Set.of(
              "topic " + TOPICS.jobs(machine),
              "group " + machine.consumerGroup(),
              "transactionalId " + machine.transactionalId());
      texts.removeIf(text -> shared.contains(text.replace("topic ", "")));
      problems.unless(
          own.equals(new TreeSet<>(texts)), name + " has rules on " + texts + ", not " + own);
    }
  }
}
