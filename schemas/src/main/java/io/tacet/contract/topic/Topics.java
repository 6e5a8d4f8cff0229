package io.tacet.contract.topic;

import io.tacet.contract.machine.MachineId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names and settings of all topics under one prefix. Immutable.
 *
 * <p>Times on these topics are the broker's ({@code LogAppendTime}), because a measurement
 * machine's clock is not synchronised while it measures and no time limit may depend on it.
 *
 * @param prefix put before every name, e.g. {@code tacet.}; {@code [a-zA-Z0-9.-]*}, at most 60
 *     characters. No underscore: the broker treats {@code .} and {@code _} as colliding.
 */
public record Topics(String prefix) {

  /** Prefix used when none is configured. */
  public static final String DEFAULT_PREFIX = "tacet.";

  /** Largest dead letter, bytes; its writers need it as their {@code max.request.size}. */
  public static final int DEAD_LETTER_BYTES = 2 << 20;

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9.-]{0,60}");
  private static final long DAY_MILLIS = 86_400_000L;

  /** Checks the prefix. */
  public Topics {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "Topic prefix '" + prefix + "' must match " + PREFIX.pattern());
    }
  }

  /**
   * Topic with the orders for one machine: one partition, kept for ever, trimmed by the scheduler.
   */
  public String jobs(MachineId machine) {
    return machineJobsBeginning() + machine.value();
  }

  /** What the names of all machines' topics begin with; the rest is the machine's id. */
  public String machineJobsBeginning() {
    return prefix + "jobs.";
  }

  /** {@code JobStatus}, key job id. */
  public String jobStatus() {
    return prefix + "job-status";
  }

  /** {@code MachineStatus}, key machine, compacted. */
  public String machineStatus() {
    return prefix + "machine-status";
  }

  /** {@code PhaseResults}, key job id. */
  public String results() {
    return prefix + "results";
  }

  /** {@code MetricSeries}, key job id, or machine when idle. */
  public String metrics() {
    return prefix + "metrics";
  }

  /** {@code LogChunk}, key job id. */
  public String jobLogs() {
    return prefix + "job-logs";
  }

  /** {@code Notice}, key recipient scope. */
  public String notices() {
    return prefix + "notices";
  }

  /** {@code ProjectShare}, key project, compacted. */
  public String shares() {
    return prefix + "shares";
  }

  /** {@code UsageBooked}, key job id. */
  public String usage() {
    return prefix + "usage";
  }

  /** {@code DirectoryEntry}, key kind:id, compacted. */
  public String directory() {
    return prefix + "directory";
  }

  /** Records some reader could not decode, key source topic, raw bytes. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /**
   * All shared topics with their settings; the machines' own topics come with {@link #machineJobs}.
   */
  public List<TopicSpec> shared() {
    return List.of(
        timed(jobStatus(), 12, 30),
        compacted(machineStatus(), 12, Map.of("min.compaction.lag.ms", "" + 7 * DAY_MILLIS)),
        timed(results(), 12, 30),
        timed(metrics(), 12, 7),
        timed(jobLogs(), 12, 7),
        timed(notices(), 3, 30),
        compacted(shares(), 1, Map.of()),
        timed(usage(), 12, 30),
        compacted(directory(), 1, Map.of()),
        deadLetterTopic());
  }

  /** Settings of one machine's topic. Small index files: there may be ten thousand of these. */
  public TopicSpec machineJobs(MachineId machine) {
    return new TopicSpec(
        jobs(machine),
        1,
        Map.of(
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "segment.index.bytes", "65536",
            "message.timestamp.type", "LogAppendTime"));
  }

  /** A dead letter is a record of any topic with more headers, so it may be larger than that. */
  private TopicSpec deadLetterTopic() {
    TopicSpec timed = timed(deadLetters(), 3, 30);
    Map<String, String> config = new java.util.HashMap<>(timed.config());
    config.put("max.message.bytes", Integer.toString(DEAD_LETTER_BYTES));
    return new TopicSpec(timed.name(), timed.partitions(), config);
  }

  private static TopicSpec timed(String name, int partitions, int days) {
    return new TopicSpec(
        name,
        partitions,
        Map.of("retention.ms", "" + days * DAY_MILLIS, "message.timestamp.type", "LogAppendTime"));
  }

  private static TopicSpec compacted(String name, int partitions, Map<String, String> more) {
    Map<String, String> config = new java.util.HashMap<>(more);
    config.put("cleanup.policy", "compact");
    config.put("message.timestamp.type", "LogAppendTime");
    return new TopicSpec(name, partitions, config);
  }
}
