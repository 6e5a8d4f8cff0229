package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.Grant;
import io.tacet.contract.acl.Party;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The topics and users of the cluster against the contract of the services. */
final class KafkaRules {

  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  private static final String WORKER = "tacet-worker-";

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
    cluster.byName("Kafka").forEach(rules::kafka);
    return rules.problems.all();
  }

  /** Where there are users, nobody comes in without showing who they are, from anywhere. */
  private void kafka(String name, JsonNode kafka) {
    problems.unless(
        kafka.at("/spec/kafka/version").asText().equals(Checkout.property("kafka.broker.version")),
        name + " is of another version than the build's broker");
    Set<String> ways = new TreeSet<>();
    for (JsonNode listener : kafka.at("/spec/kafka/listeners")) {
      String way = listener.at("/authentication/type").asText();
      ways.add(way);
      problems.unless(
          cluster.byName("KafkaUser").isEmpty()
              || (listener.path("tls").asBoolean()
                  && !way.isEmpty()
                  && !listener.path("networkPolicyPeers").isEmpty()),
          name + " lets anybody in at " + listener.path("name").asText());
    }
    cluster
        .byName("KafkaUser")
        .forEach(
            (user, object) ->
                problems.unless(
                    ways.contains(object.at("/spec/authentication/type").asText()),
                    user + " comes in at no listener of " + name));
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

  /** What a user may do has to be what the contract's one model of rights says, and no more. */
  private void user(String name, JsonNode user) {
    Map<String, List<String>> here = new TreeMap<>();
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      JsonNode resource = rule.path("resource");
      String on =
          String.join(
              " ",
              resource.path("patternType").asText(),
              resource.path("type").asText(),
              resource.path("name").asText());
      List<String> operations = new ArrayList<>(Compose.strings(rule.path("operations")));
      operations.sort(null);
      problems.unless(here.put(on, operations) == null, name + " has two rules on " + on);
    }
    Map<String, List<String>> wanted = new TreeMap<>();
    for (Grant grant : party(name).grants()) {
      List<String> operations = wanted.computeIfAbsent(on(grant), resource -> new ArrayList<>());
      grant.operations().forEach(operation -> operations.add(word(operation)));
      operations.sort(null);
    }
    wanted.replaceAll((on, operations) -> operations.stream().distinct().toList());
    wanted.forEach(
        (on, operations) ->
            problems.unless(
                operations.equals(here.get(on)),
                name + " may " + here.get(on) + " " + on + ", and should " + operations));
    here.keySet().removeAll(wanted.keySet());
    problems.unless(here.isEmpty(), name + " may do something to " + here.keySet());
  }

  private static Party party(String user) {
    AccessRules rules = new AccessRules(TOPICS);
    return rules.services(false).stream()
        .filter(party -> party.user().equals(user))
        .findFirst()
        .orElseGet(() -> rules.worker(new MachineId(user.replaceFirst("^" + WORKER, ""))));
  }

  /** As Strimzi writes it. */
  private static String on(Grant grant) {
    String type =
        grant.type() == ResourceType.TRANSACTIONAL_ID ? "transactionalId" : grant.typeWord();
    String pattern = grant.pattern() == PatternType.PREFIXED ? "prefix" : "literal";
    return pattern + " " + type + " " + grant.name();
  }

  private static String word(AclOperation operation) {
    String name = operation.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
