package io.tacet.contract.acl;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may do what with the topics of one installation, by least privilege. A worker's rules are
 * LITERAL throughout: {@code jobs.m1} as a prefix would be machine m10's topic, too. The scheduler
 * alone has prefixes: it makes the machines' topics and ends orders in their place. Immutable.
 *
 * @param topics the installation's
 */
public record AccessRules(Topics topics) {

  /** What the groups of whoever reads the open topics begin with. */
  public static final String ANALYST_GROUPS = "analyst-";

  private static final String TACET = "tacet-";
  private static final String WORKER = TACET + "worker-";

  /** What Kafka's own topics begin with, {@code __consumer_offsets} and the like. */
  private static final String KAFKAS = "_";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

  /** User name of a machine's worker. */
  public static String workerUser(MachineId machine) {
    return WORKER + machine.value();
  }

  /** The services and whoever reads the open topics. */
  public List<Party> services(boolean schedulerManagesMachines) {
    return List.of(
        scheduler(schedulerManagesMachines), notifier(), accountant(List.of()), analyst());
  }

  /**
   * Makes topics, sends orders, reads statuses, ends orders in a machine's place.
   *
   * @param managesMachines whether it also sets the ACLs of machines, for which it may change all
   *     ACLs there are (ALTER on the cluster): without it an operator sets them
   */
  public Party scheduler(boolean managesMachines) {
    List<Grant> grants = new ArrayList<>();
    grants.add(
        Grant.topic(topics.machineJobsBeginning(), CREATE, DELETE, DESCRIBE, READ, WRITE)
            .prefixed());
    for (TopicSpec shared : topics.shared()) {
      grants.add(Grant.topic(shared.name(), CREATE, DESCRIBE));
    }
    grants.add(Grant.topic(topics.jobStatus(), READ, WRITE));
    grants.add(Grant.topic(topics.machineStatus(), READ, WRITE));
    grants.add(Grant.topic(topics.jobLogs(), READ));
    grants.add(Grant.topic(topics.shares(), READ));
    grants.add(Grant.topic(topics.notices(), WRITE));
    grants.add(Grant.topic(topics.directory(), WRITE));
    grants.add(Grant.topic(topics.deadLetters(), WRITE));
    grants.add(Grant.group(topics.prefix() + "relay", DESCRIBE, READ));
    grants.add(Grant.transactions(topics.prefix() + "relay"));
    grants.add(Grant.group(WORKER, DELETE, DESCRIBE, READ).prefixed());
    grants.add(Grant.transactions(WORKER).prefixed());
    if (managesMachines) {
      grants.add(Grant.cluster(ALTER, DESCRIBE));
    }
    return new Party("tacet-scheduler", grants);
  }

  /** Reads what becomes mail. */
  public Party notifier() {
    return new Party(
        "tacet-notifier",
        List.of(
            Grant.topic(topics.jobStatus(), DESCRIBE, READ),
            Grant.topic(topics.machineStatus(), DESCRIBE, READ),
            Grant.topic(topics.notices(), DESCRIBE, READ),
            Grant.topic(topics.usage(), DESCRIBE, READ),
            Grant.topic(topics.directory(), DESCRIBE, READ),
            Grant.topic(topics.deadLetters(), DESCRIBE, READ, WRITE),
            Grant.group(topics.prefix() + "notifier", DESCRIBE, READ)));
  }

  /**
   * Reads what is charged and kept, says who has which share.
   *
   * @param foreignTopics topics of others that it reads, such as a batch system's finished jobs
   */
  public Party accountant(List<String> foreignTopics) {
    String name = topics.prefix() + "accountant";
    List<Grant> grants = new ArrayList<>();
    grants.add(Grant.topic(topics.jobStatus(), DESCRIBE, READ));
    grants.add(Grant.topic(topics.results(), DESCRIBE, READ));
    grants.add(Grant.topic(topics.metrics(), DESCRIBE, READ));
    grants.add(Grant.topic(topics.directory(), DESCRIBE, READ));
    grants.add(Grant.topic(topics.shares(), DESCRIBE, WRITE));
    grants.add(Grant.topic(topics.usage(), DESCRIBE, WRITE));
    grants.add(Grant.topic(topics.notices(), DESCRIBE, WRITE));
    grants.add(Grant.topic(topics.deadLetters(), DESCRIBE, WRITE));
    grants.add(Grant.group(name, DESCRIBE, READ));
    grants.add(Grant.group(name + "-graphite", DESCRIBE, READ));
    grants.add(Grant.transactions(name + "-announcements"));
    for (String foreign : foreignTopics) {
      grants.add(Grant.topic(foreign, DESCRIBE, READ));
      grants.add(Grant.group(name + "-" + foreign, DESCRIBE, READ));
    }
    return new Party("tacet-accountant", grants);
  }

  /**
   * Reads the open topics: neither the directory, which holds mail addresses, nor what machines are
   * told to do, nor notices and dead letters, which may hold anything.
   */
  public Party analyst() {
    return analyst(Map.of(), List.of());
  }

  /**
   * The same with programs of Kafka Streams.
   *
   * @param streams application id to output topic: the program may do all with topics, groups and
   *     transactional ids that begin with its id, and write the topic, which somebody else makes
   * @param foreignTopics topics of others that the accountant reads
   * @throws IllegalArgumentException when that would be something of Tacet's or of Kafka's own, or
   *     a foreign topic
   */
  public Party analyst(Map<String, String> streams, List<String> foreignTopics) {
    List<Grant> grants = new ArrayList<>();
    streams.forEach(
        (id, output) -> {
          checkApplication(id);
          checkOutput(output);
          foreignTopics.forEach(foreign -> checkForeign(foreign, id, output));
          grants.add(Grant.topic(id, CREATE, DELETE, DESCRIBE, READ, WRITE).prefixed());
          grants.add(Grant.group(id, DELETE, DESCRIBE, READ).prefixed());
          grants.add(Grant.transactions(id).prefixed());
          grants.add(Grant.topic(output, DESCRIBE, WRITE));
        });
    for (String open :
        List.of(
            topics.jobStatus(),
            topics.machineStatus(),
            topics.results(),
            topics.metrics(),
            topics.jobLogs(),
            topics.shares(),
            topics.usage())) {
      grants.add(Grant.topic(open, DESCRIBE, READ));
    }
    grants.add(Grant.group(ANALYST_GROUPS, DELETE, DESCRIBE, READ).prefixed());
    return new Party("tacet-analyst", grants);
  }

  private void checkApplication(String id) {
    boolean reaches =
        reserved().anyMatch(beginning -> id.startsWith(beginning) || beginning.startsWith(id));
    if (!NAME.matcher(id).matches() || reaches) {
      throw new IllegalArgumentException(
          "the application id \""
              + id
              + "\" would have rights over what begins so, which are Tacet's or Kafka's own"
              + " topics and groups, or is no name: choose one such as analyst-energy (letters, digits, '.',"
              + " '_', '-')");
    }
  }

  private void checkOutput(String topic) {
    if (!NAME.matcher(topic).matches() || reserved().anyMatch(topic::startsWith)) {
      throw new IllegalArgumentException(
          "the output topic \""
              + topic
              + "\" begins like Tacet's own, which analysts only read, or Kafka's, or is no"
              + " name: choose another (letters, digits, '.', '_', '-')");
    }
  }

  private static void checkForeign(String foreign, String id, String output) {
    if (id.startsWith(foreign) || foreign.startsWith(id) || output.equals(foreign)) {
      throw new IllegalArgumentException(
          "the program \""
              + id
              + "\" with its output topic \""
              + output
              + "\" would have rights over the topic \""
              + foreign
              + "\", which the accountant reads: choose an application id such as analyst-energy,"
              + " and a topic of its own");
    }
  }

  /** What the names of Tacet's topics, groups and transactional ids and of Kafka's begin with. */
  private Stream<String> reserved() {
    return topics.prefix().isEmpty()
        ? Stream.concat(
            Stream.of(
                KAFKAS, TACET, topics.machineJobsBeginning(), "relay", "notifier", "accountant"),
            topics.shared().stream().map(TopicSpec::name))
        : Stream.of(KAFKAS, TACET, topics.prefix());
  }

  /** Reads its one topic, writes what it has seen and measured, and ends its orders. */
  public Party worker(MachineId machine) {
    List<Grant> grants = new ArrayList<>();
    grants.add(Grant.topic(topics.jobs(machine), DESCRIBE, READ));
    grants.add(Grant.group(machine.consumerGroup(), DESCRIBE, READ));
    grants.add(Grant.transactions(machine.transactionalId()));
    for (String written :
        List.of(
            topics.jobStatus(),
            topics.machineStatus(),
            topics.results(),
            topics.metrics(),
            topics.jobLogs(),
            topics.notices(),
            topics.deadLetters())) {
      grants.add(Grant.topic(written, DESCRIBE, WRITE));
    }
    return new Party(workerUser(machine), grants);
  }
}
