package io.tacet.worker.outcome;

import io.tacet.schema.CpuTime;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.measure.Ending;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.PreparationException;
import io.tacet.worker.status.EventFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an ending is called. A worker says FAILED only where the job is to blame; for everything
 * else INTERRUPTED, which gets another attempt.
 *
 * <pre>{@code
 * Finished                     ─▶ FINISHED
 * Failed                       ─▶ FAILED       USER
 * Cancelled                    ─▶ CANCELLED
 * Interrupted                  ─▶ INTERRUPTED  MACHINE
 * PreparationException USER    ─▶ FAILED       USER
 *                      other   ─▶ INTERRUPTED  that class
 * worker died                  ─▶ INTERRUPTED  MACHINE
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class OutcomeStatus {

  private final EventFactory events;

  /** Statuses begun by this factory. */
  public OutcomeStatus(EventFactory events) {
    this.events = events;
  }

  /**
   * The outcome of a run.
   *
   * @param notes what else is to be said, one sentence each
   */
  public JobStatus ofMeasurement(HeldOrder held, Measurement measurement, List<String> notes) {
    JobStatus status = ofEnding(held, measurement.ending());
    status.setCpuTime(measurement.cpuTime());
    status.setPhases(List.copyOf(measurement.phases()));
    status.setSilences(List.copyOf(measurement.silences()));
    status.setVerdict(worst(measurement.silences()));
    status.setMessage(sentences(status.getMessage(), notes));
    if (status.getState() == JobState.FINISHED) {
      status.setHeadlines(List.copyOf(measurement.headlines()));
    }
    if (status.getState() == JobState.FAILED) {
      status.setLogHead(LogTail.head(measurement.output()));
      status.setLogTail(LogTail.of(measurement.output()));
    }
    return status;
  }

  /** The outcome of an order that could not be prepared. */
  public JobStatus notPrepared(HeldOrder held, PreparationException failure) {
    boolean ownFault = failure.errorClass() == ErrorClass.USER;
    return failed(
        held,
        ownFault ? JobState.FAILED : JobState.INTERRUPTED,
        failure.errorClass(),
        failure.getMessage());
  }

  /** The outcome of an order that ended through the worker or the machine. */
  public JobStatus interrupted(HeldOrder held, String message, @Nullable CpuTime cpuTime) {
    JobStatus status = failed(held, JobState.INTERRUPTED, ErrorClass.MACHINE, message);
    status.setCpuTime(cpuTime);
    return status;
  }

  /** The outcome of an order that was cancelled before anything was done for it. */
  public JobStatus cancelledBeforeStart(HeldOrder held, Cancellation cancellation) {
    JobStatus status = events.jobStatus(held, JobState.CANCELLED);
    status.setRequestedBy(cancellation.requestedBy());
    status.setMessage(
        cancellation.reason().isEmpty()
            ? "Cancelled before it was started"
            : "Cancelled before it was started: " + cancellation.reason());
    return status;
  }

  /**
   * Who cancelled and why. Immutable.
   *
   * @param requestedBy user id
   * @param reason may be empty
   */
  public record Cancellation(String requestedBy, String reason) {}

  private JobStatus ofEnding(HeldOrder held, Ending ending) {
    if (ending instanceof Ending.Finished) {
      return events.jobStatus(held, JobState.FINISHED);
    }
    if (ending instanceof Ending.Failed failed) {
      return failed(held, JobState.FAILED, ErrorClass.USER, failed.message());
    }
    if (ending instanceof Ending.Interrupted interrupted) {
      return failed(held, JobState.INTERRUPTED, ErrorClass.MACHINE, interrupted.message());
    }
    JobStatus status = events.jobStatus(held, JobState.CANCELLED);
    status.setMessage("Cancelled between two phases");
    return status;
  }

  private JobStatus failed(HeldOrder held, JobState state, ErrorClass by, String message) {
    JobStatus status = events.jobStatus(held, state);
    status.setErrorClass(by);
    status.setMessage(message);
    return status;
  }

  private static @Nullable Verdict worst(List<SilenceRecord> silences) {
    List<Verdict> verdicts = silences.stream().map(SilenceRecord::getVerdict).toList();
    for (Verdict verdict :
        List.of(Verdict.DISTURBED, Verdict.UNKNOWN, Verdict.NOT_JUDGED, Verdict.CLEAN)) {
      if (verdicts.contains(verdict)) {
        return verdict;
      }
    }
    return null;
  }

  private static @Nullable String sentences(@Nullable String message, List<String> notes) {
    List<String> all = new ArrayList<>();
    all.add(message);
    all.addAll(notes);
    String text = all.stream().filter(Objects::nonNull).collect(Collectors.joining(". "));
    return text.isEmpty() ? null : text;
  }
}
