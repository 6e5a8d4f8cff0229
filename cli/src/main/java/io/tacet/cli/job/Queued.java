package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Queueing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What decides when a job's turn comes, for people. */
final class Queued {

  private Queued() {}

  /** The machine; of a job that names labels and still waits, what it must have. */
  static String machine(Job job) {
    if (job.machine() != null) {
      return job.machine();
    }
    return job.queueing() == null
        ? Amounts.NONE
        : job.queueing().labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(" "));
  }

  /** The state, and of a job that waits why it is passed over. */
  static String state(Job job) {
    Queueing queueing = job.queueing();
    if (queueing == null || !job.state().equals("QUEUED")) {
      return job.state();
    }
    if (queueing.held()) {
      return job.state() + " (held)";
    }
    if (queueing.waitsFor() > 0) {
      return job.state() + " (after " + queueing.waitsFor() + ")";
    }
    if (queueing.window() != null && queueing.window().waits()) {
      return job.state() + " (window " + queueing.window().id() + ")";
    }
    return queueing.notBefore() == null ? job.state() : job.state() + " (pauses)";
  }

  /** What is not as usual, by name, in the order of showing. */
  static Map<String, String> facts(Job job) {
    Map<String, String> facts = new LinkedHashMap<>();
    Queueing queueing = job.queueing();
    if (queueing == null) {
      return facts;
    }
    if (queueing.priority() != 0) {
      facts.put("priority", Integer.toString(queueing.priority()));
    }
    if (queueing.group() != null) {
      facts.put("group", queueing.group());
    }
    List<String> after = queueing.after();
    if (after != null && !after.isEmpty()) {
      facts.put(
          "after", String.join(" ", after) + " (" + queueing.waitsFor() + " of them not over)");
    }
    if (job.state().equals("QUEUED")) {
      waiting(queueing, facts);
    }
    return facts;
  }

  private static void waiting(Queueing queueing, Map<String, String> facts) {
    if (queueing.held()) {
      facts.put("held", "by " + queueing.heldBy());
    }
    if (queueing.notBefore() != null) {
      facts.put("pauses", "until " + Amounts.time(queueing.notBefore()));
    }
    if (queueing.latestStart() != null) {
      facts.put("deadline", "begins by " + Amounts.time(queueing.latestStart()) + " or fails");
    }
    Queueing.Window window = queueing.window();
    if (window != null) {
      facts.put(
          "window",
          window.id()
              + (window.waits() ? ", closed" : ", open")
              + (window.startsAnywayAt() == null
                  ? ""
                  : "; begins anyway from " + Amounts.time(window.startsAnywayAt())));
    }
    Queueing.Estimate estimate = queueing.estimate();
    if (estimate != null) {
      facts.put(
          "estimate",
          "begins about "
              + Amounts.time(estimate.startsAt())
              + " on "
              + estimate.machine()
              + ", after "
              + estimate.jobsBefore()
              + " jobs ("
              + (estimate.basedOn() == 0
                  ? "a guess from its time limit"
                  : "a guess from the last " + estimate.basedOn() + " jobs there")
              + ")");
    }
  }
}
