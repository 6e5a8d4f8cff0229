package io.tacet.contract.guide;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to know of a topic and its settings do not say. Immutable.
 *
 * @param spec name and settings
 * @param key what the records' key is
 * @param writers who writes
 * @param readers who reads, of Tacet's own parts
 * @param note what else to know; a sentence or two
 * @param example a record; null where the records are no Avro
 */
public record TopicGuide(
    TopicSpec spec,
    String key,
    String writers,
    String readers,
    String note,
    @Nullable SpecificRecord example) {

  /** All of them; the machines' own topics by one whose id is {@code m1}. */
  public static List<TopicGuide> all(Topics topics) {
    return List.of(
        new TopicGuide(
            topics.machineJobs(new MachineId(ExampleEvents.MACHINE)),
            "job id",
            "scheduler",
            "the worker of this machine, and nobody else",
            "One topic per machine, here of the machine `m1`. At most one order lies on it that has"
                + " no outcome; what is before the group's committed offset is deleted.",
            ExampleEvents.order()),
        shared(
            topics.jobStatus(),
            topics,
            "job id",
            "scheduler, worker",
            "scheduler, notifier, accountant",
            "A job's whole life. An outcome (FINISHED, FAILED, INTERRUPTED, CANCELLED, WITHDRAWN"
                + " with an `orderId`) comes exactly once per order. Scheduler and worker are"
                + " different writers: DISPATCHED may be read after ACCEPTED.",
            ExampleEvents.finished()),
        shared(
            topics.machineStatus(),
            topics,
            "machine",
            "worker; the scheduler writes the tombstone of a retired machine",
            "scheduler, notifier",
            "The latest record of a key is the state of the machine.",
            ExampleEvents.idle()),
        shared(
            topics.results(),
            topics,
            "job id",
            "worker",
            "accountant",
            "In the same transaction as the outcome on `job-status`. All chunks of an attempt are"
                + " there or none is.",
            ExampleEvents.results()),
        shared(
            topics.metrics(),
            topics,
            "job id, or machine when idle",
            "worker",
            "accountant; its Graphite sink, where it is on",
            "A job's series are in the transaction of its outcome; what a machine tells while it has"
                + " no job comes by itself, each record complete.",
            ExampleEvents.series()),
        shared(
            topics.jobLogs(),
            topics,
            "job id",
            "worker",
            "scheduler",
            "In the same transaction as the outcome.",
            ExampleEvents.log()),
        shared(
            topics.notices(),
            topics,
            "recipient scope",
            "scheduler, worker, accountant",
            "notifier",
            "Each asks for a mail that no job status causes.",
            ExampleEvents.notice()),
        shared(
            topics.shares(),
            topics,
            "project",
            "accountant",
            "scheduler",
            "The latest record of a key is the weight of the project.",
            ExampleEvents.share()),
        shared(
            topics.usage(),
            topics,
            "job id",
            "accountant",
            "notifier",
            "In the order in which attempts were booked, not in which they ended.",
            ExampleEvents.booked()),
        shared(
            topics.directory(),
            topics,
            "`kind:id`, e.g. `USER:ada`",
            "scheduler",
            "notifier, accountant",
            "The one topic with mail addresses and hashes of tokens: for services only, analysts get"
                + " no right to it.",
            ExampleEvents.user()),
        shared(
            topics.deadLetters(),
            topics,
            "source topic",
            "scheduler, notifier, accountant, worker",
            "notifier, which tells the operators",
            "No Avro of its own: the raw bytes of a record a service could not read, with the"
                + " record's own headers and these: `tacet-source-topic`, `tacet-source-partition`,"
                + " `tacet-source-offset`, `tacet-source-timestamp` (ms since 1970, UTC),"
                + " `tacet-source-key` (absent without one), `tacet-reader` (which service) and"
                + " `tacet-error` (why, one line). All are text in UTF-8 but the key, which is as it"
                + " was.",
            null));
  }

  /** The topic's name; of the machines' own topics the pattern of all of them. */
  public String name() {
    String name = spec.name();
    String end = "jobs." + ExampleEvents.MACHINE;
    return name.endsWith(end) ? name.replaceFirst(ExampleEvents.MACHINE + "$", "<machine>") : name;
  }

  private static TopicGuide shared(
      String name,
      Topics topics,
      String key,
      String writers,
      String readers,
      String note,
      @Nullable SpecificRecord example) {
    TopicSpec spec =
        topics.shared().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return new TopicGuide(spec, key, writers, readers, note, example);
  }

  /** How long records are kept, in words. */
  String retention() {
    if ("compact".equals(spec.config().get("cleanup.policy"))) {
      String lag = spec.config().get("min.compaction.lag.ms");
      return "compacted: the latest record of each key, for ever"
          + (lag == null ? "" : "; every record for " + days(lag) + " days at least")
          + "; a record without value (tombstone) takes its key away";
    }
    String millis = spec.config().getOrDefault("retention.ms", "-1");
    return millis.equals("-1") ? "for ever, until it is trimmed" : days(millis) + " days";
  }

  private static long days(String millis) {
    return Long.parseLong(millis) / 86_400_000L;
  }
}
