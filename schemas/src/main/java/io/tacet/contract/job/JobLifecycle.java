package io.tacet.contract.job;

import static io.tacet.schema.JobState.ACCEPTED;
import static io.tacet.schema.JobState.CANCELLED;
import static io.tacet.schema.JobState.CANCEL_REQUESTED;
import static io.tacet.schema.JobState.COOLING;
import static io.tacet.schema.JobState.DISPATCHED;
import static io.tacet.schema.JobState.FAILED;
import static io.tacet.schema.JobState.FINISHED;
import static io.tacet.schema.JobState.INTERRUPTED;
import static io.tacet.schema.JobState.MEASURING;
import static io.tacet.schema.JobState.PREPARING;
import static io.tacet.schema.JobState.QUEUED;
import static io.tacet.schema.JobState.REJECTED;
import static io.tacet.schema.JobState.WARMING;
import static io.tacet.schema.JobState.WITHDRAWN;

import io.tacet.schema.JobState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The legal transitions of a job; the only place they stand.
 *
 * <pre>{@code
 * QUEUED ─▶ DISPATCHED ─▶ ACCEPTED ─▶ COOLING ⇄ WARMING ─▶ PREPARING ⇄ MEASURING ─▶ FINISHED
 *   │           │             └────────────┴──────────────────┴────────────┴────▶ FAILED
 *   │           └── from here to MEASURING, any later of these may come next
 *   ├─▶ CANCELLED, FAILED (its machine is gone, its time is over)
 *   ▲
 *   ├── WITHDRAWN   ◀── DISPATCHED … MEASURING, CANCEL_REQUESTED   (or ─▶ CANCELLED)
 *   └── INTERRUPTED ◀── DISPATCHED … MEASURING, CANCEL_REQUESTED   (or ─▶ FAILED, CANCELLED)
 *
 * CANCEL_REQUESTED ◀── DISPATCHED … MEASURING
 *   └─▶ CANCELLED, or the order's outcome if that came first
 *
 * REJECTED: never queued
 * }</pre>
 *
 * <p>Forward jumps are legal, because two writers publish to the topic and a reader may miss what
 * was between; steps back are not, except COOLING ⇄ WARMING and PREPARING ⇄ MEASURING (one run of
 * measured phases after another), and PREPARING ─▶ PREPARING and MEASURING ─▶ MEASURING, which
 * state what comes next and how long it may last: set-up, a new silence.
 *
 * <p>The attempt's number is the number of its dispatch: it grows with every order, also after
 * WITHDRAWN, which does not count against the limit of attempts.
 *
 * <p>Stateless and thread-safe.
 */
public final class JobLifecycle {

  /**
   * The order lies on the machine's topic or is being run: these states may be followed by any
   * outcome.
   */
  private static final Set<JobState> ACTIVE =
      EnumSet.of(DISPATCHED, ACCEPTED, COOLING, WARMING, PREPARING, MEASURING, CANCEL_REQUESTED);

  private static final Set<JobState> OUTCOMES =
      EnumSet.of(FINISHED, FAILED, INTERRUPTED, CANCELLED, WITHDRAWN);

  private static final Set<JobState> ENDS = EnumSet.of(FINISHED, FAILED, CANCELLED, REJECTED);

  private static final Map<JobState, Set<JobState>> NEXT = next();

  private JobLifecycle() {}

  /** Whether the job is over and nothing more can happen to it. */
  public static boolean isEnd(JobState state) {
    return ENDS.contains(state);
  }

  /** Whether this state ends an order, if the status names one. */
  public static boolean isOutcome(JobState state) {
    return OUTCOMES.contains(state);
  }

  /** Whether an order of the job is out: on the machine's topic or in its worker's hands. */
  public static boolean isActive(JobState state) {
    return ACTIVE.contains(state);
  }

  /** Whether one state may follow another. */
  public static boolean isLegal(JobState from, JobState to) {
    return NEXT.getOrDefault(from, Set.of()).contains(to);
  }

  /**
   * What a status means for a job.
   *
   * @param position where the job is
   * @param status the state that is reported
   * @param orderId the order it is reported of; null when the scheduler speaks of the job
   */
  public static Decision decide(
      JobPosition position, JobState status, @org.jspecify.annotations.Nullable String orderId) {
    if (isEnd(position.state())) {
      return new Decision.Ignore(Decision.Reason.JOB_OVER);
    }
    if (orderId != null && !orderId.equals(position.orderId())) {
      return new Decision.Ignore(Decision.Reason.OTHER_ORDER);
    }
    if (!isLegal(position.state(), status)) {
      return new Decision.Ignore(Decision.Reason.NOT_A_TRANSITION);
    }
    return new Decision.Apply(status);
  }

  private static Map<JobState, Set<JobState>> next() {
    Map<JobState, Set<JobState>> next = new EnumMap<>(JobState.class);
    next.put(QUEUED, EnumSet.of(DISPATCHED, CANCELLED, FAILED));
    next.put(DISPATCHED, active(ACCEPTED, COOLING, WARMING, PREPARING, MEASURING));
    next.put(ACCEPTED, active(COOLING, WARMING, PREPARING, MEASURING));
    next.put(COOLING, active(WARMING, PREPARING, MEASURING));
    next.put(WARMING, active(COOLING, PREPARING, MEASURING));
    next.put(PREPARING, active(PREPARING, MEASURING));
    next.put(MEASURING, active(PREPARING, MEASURING));
    next.put(CANCEL_REQUESTED, EnumSet.copyOf(OUTCOMES));
    next.put(INTERRUPTED, EnumSet.of(QUEUED, FAILED, CANCELLED));
    next.put(WITHDRAWN, EnumSet.of(QUEUED, CANCELLED));
    return next;
  }

  private static Set<JobState> active(JobState... progress) {
    Set<JobState> states = EnumSet.copyOf(OUTCOMES);
    states.add(CANCEL_REQUESTED);
    states.addAll(Set.of(progress));
    return states;
  }
}
