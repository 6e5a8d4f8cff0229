package io.tacet.worker.silence;

import io.tacet.schema.SilenceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much noise a measurement may have. Rates count over at least a second, so that one event in a
 * short window is no disturbance.
 *
 * @param foreignCpuShare CPU time outside job and worker, in parts of one CPU
 * @param workerCpuShare CPU time of the worker, in parts of one CPU
 * @param workerSwitchesPerSecond context switches of the worker
 * @param missedDeadlineShare sampling deadlines missed, in parts of all
 * @param foreignPacketsPerSecond packets not told apart as the job's
 */
public record SilenceBudget(
    double foreignCpuShare,
    double workerCpuShare,
    double workerSwitchesPerSecond,
    double missedDeadlineShare,
    double foreignPacketsPerSecond) {

  private static final double MICROS = 1e6;

  /** The kernel counts the machine's CPU time in ticks: two of them may be an error of counting. */
  private static final long TICKS_MICROS = 20_000;

  /** Refuses by its configuration key what no rate can be compared with. */
  public SilenceBudget {
    require(foreignCpuShare, "foreign-cpu-share");
    require(workerCpuShare, "worker-cpu-share");
    require(workerSwitchesPerSecond, "worker-context-switches-per-second");
    require(missedDeadlineShare, "missed-deadline-share");
    require(foreignPacketsPerSecond, "foreign-packets-per-second");
  }

  /**
   * What a silence has against it, one sentence each; empty when nothing.
   *
   * @param deadlines sampling deadlines there were
   */
  List<String> reasons(SilenceRecord seen, long deadlines) {
    double seconds = Math.max(1, seen.getDurationMicros() / MICROS);
    List<String> reasons = new ArrayList<>();
    if (seen.getWorkerSockets() > 0) {
      reasons.add("The worker held " + seen.getWorkerSockets() + " sockets; it must hold none.");
    }
    double foreign = Math.max(0, seen.getForeignCpuMicros() - TICKS_MICROS) / MICROS / seconds;
    if (foreign > foreignCpuShare) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "Other processes used %.1f %% of one CPU; %.1f %% are allowed.",
              foreign * 100,
              foreignCpuShare * 100));
    }
    double worker = seen.getWorkerCpuMicros() / MICROS / seconds;
    if (worker > workerCpuShare) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The worker used %.1f %% of one CPU; %.1f %% are allowed.",
              worker * 100,
              workerCpuShare * 100));
    }
    addRate(
        reasons,
        "The worker's threads switched %.1f times per second; %.1f are allowed.",
        seen.getWorkerContextSwitches() / seconds,
        workerSwitchesPerSecond);
    double missed = deadlines == 0 ? 0 : (double) seen.getMissedDeadlines() / deadlines;
    if (missed > missedDeadlineShare) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%d of %d sampling deadlines were missed; %.1f %% may be.",
              seen.getMissedDeadlines(),
              deadlines,
              missedDeadlineShare * 100));
    }
    addRate(
        reasons,
        "%.1f packets per second were seen that cannot be told to be the job's; %.1f are allowed.",
        seen.getForeignPackets() / seconds,
        foreignPacketsPerSecond);
    return reasons;
  }

  private static void require(double allowed, String key) {
    if (Double.isNaN(allowed) || allowed < 0) {
      throw new IllegalArgumentException(
          "tacet.worker.budget." + key + " must be at least 0, not " + allowed);
    }
  }

  private static void addRate(List<String> reasons, String sentence, double seen, double allowed) {
    if (seen > allowed) {
      reasons.add(String.format(Locale.ROOT, sentence, seen, allowed));
    }
  }
}
