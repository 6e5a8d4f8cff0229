package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy control of a machine, {@code GET /api/v1/accuracy/{machine}}.
 *
 * @param owner user id of whoever set it up; control runs are submitted as theirs
 * @param state UNPROVEN (not enough runs since the window began), PASSED or FAILED
 * @param reason why it is in this state
 * @param quarantined whether the machine is in quarantine, for whatever reason
 * @param plan with what stands for what was left out
 * @param windowSince runs before this do not count: the machine may have been another one
 * @param nextAt when the next control run is due; null while one is out, or after FAILED
 * @param job id of the control run that is out
 * @param problem why no control run could be submitted; null: none
 * @param reference means the following windows are compared with; empty until one has passed
 * @param last the last window
 */
public record AccuracyControl(
    String machine,
    String owner,
    String state,
    String reason,
    boolean quarantined,
    PutAccuracy plan,
    Instant windowSince,
    @Nullable Instant nextAt,
    @Nullable String job,
    @Nullable String problem,
    List<Reference> reference,
    @Nullable AccuracyWindow last) {

  /** The mean of a metric in the first window that passed. */
  public record Reference(String metric, @Nullable String detail, double mean) {}
}
