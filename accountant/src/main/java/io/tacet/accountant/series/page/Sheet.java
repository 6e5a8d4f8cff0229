package io.tacet.accountant.series.page;

import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.SeriesView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows. Immutable.
 *
 * @param job null: an idle machine
 * @param attempt null: an idle machine
 * @param machine that was asked for; null: those of the job
 * @param project of the job; null: an idle machine
 * @param submitter of the job; null: an idle machine
 * @param view empty when the samples are no longer kept
 * @param phases from the first sample of each to its last, in order of time
 * @param statistics of whole phases, as reported; empty: not reported, or an idle machine
 * @param zone of the times that are shown
 */
public record Sheet(
    @Nullable String job,
    @Nullable Integer attempt,
    @Nullable String machine,
    @Nullable String project,
    @Nullable String submitter,
    SeriesView view,
    List<Phase> phases,
    List<PhaseStatistics> statistics,
    ZoneId zone,
    Instant madeAt) {

  /**
   * When a phase was sampled.
   *
   * @param repeat of the scenario, from 1
   */
  public record Phase(String name, int repeat, Instant from, Instant until) {}

  /** The machines, in order. */
  List<String> machines() {
    List<String> sampled =
        view.series().stream().map(SeriesView.Line::machine).distinct().sorted().toList();
    return sampled.isEmpty() && machine != null ? List.of(machine) : sampled;
  }
}
