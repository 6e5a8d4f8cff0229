package io.tacet.worker.measure;

import io.tacet.scenario.Phase;
import java.util.ArrayList;
import java.util.List;

/** Divides a scenario's phases into runs: each is either one silence or not measured at all. */
final class PhaseRuns {

  private PhaseRuns() {}

  /**
   * Consecutive phases that are alike make one run.
   *
   * @param each whether each phase is a run of its own, so that there is a border before each
   */
  static List<List<Phase>> of(List<Phase> phases, boolean each) {
    List<List<Phase>> runs = new ArrayList<>();
    for (Phase phase : phases) {
      List<Phase> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
      if (each || last.isEmpty() || last.get(0).measured() != phase.measured()) {
        last = new ArrayList<>();
        runs.add(last);
      }
      last.add(phase);
    }
    return runs;
  }
}
