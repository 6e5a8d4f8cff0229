package io.tacet.it.harness;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.schema.JobState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** What the job-status topic says of the outcomes of a job's attempts. */
public final class Outcomes {

  private Outcomes() {}

  /** The outcomes among some statuses: those that end an order. */
  public static List<GenericRecord> among(List<GenericRecord> statuses) {
    return statuses.stream()
        .filter(status -> status.get("orderId") != null)
        .filter(status -> JobLifecycle.isOutcome(state(status)))
        .toList();
  }

  /** How many outcomes each attempt has that was dispatched; 0 for one that has none. */
  public static Map<Integer, Long> perDispatchedAttempt(List<GenericRecord> statuses) {
    Map<Integer, Long> found =
        among(statuses).stream().collect(groupingBy(Outcomes::attempt, TreeMap::new, counting()));
    statuses.stream()
        .filter(status -> state(status) == JobState.DISPATCHED)
        .forEach(status -> found.putIfAbsent(attempt(status), 0L));
    return found;
  }

  /** State of a status. */
  public static JobState state(GenericRecord status) {
    return JobState.valueOf(status.get("state").toString());
  }

  /** Attempt of a status. */
  public static int attempt(GenericRecord status) {
    return (Integer) status.get("attempt");
  }
}
