package io.tacet.worker.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnergyHeadlinesTest {

  private static final String PACKAGE = "cpu_energy_rapl_powercap_component";
  private static final String CORES = "cpu_cores_energy_rapl_powercap_component";
  private static final String PSU = "psu_energy_ac_mcp_machine";

  private final EnergyHeadlines headlines = new EnergyHeadlines(Set.of(CORES));

  @Test
  void of_each_source_there_is_the_whole_energy_and_the_mean_power_the_machines_first() {
    // given: phases of 2 s
    List<MetricStatistics> statistics =
        List.of(
            energy("RUNTIME", 1, PACKAGE, "package-0", 3_000_000, 5_000_000),
            energy("RUNTIME", 1, PACKAGE, "package-1", 1_000_000, 1_000_000),
            energy("RUNTIME", 1, PSU, null, 20_000_000, 30_000_000));

    // when, then: 8 J in 2 s are 4 W
    assertThat(headlines.of(statistics))
        .extracting(
            HeadlineValue::getMetric,
            HeadlineValue::getDetail,
            HeadlineValue::getValue,
            HeadlineValue::getUnit)
        .containsExactly(
            tuple(PSU, null, 50_000_000.0, "µJ"),
            tuple("psu_power_ac_mcp_machine", null, 25_000.0, "mW"),
            tuple(PACKAGE, "package-0", 8_000_000.0, "µJ"),
            tuple("cpu_power_rapl_powercap_component", "package-0", 4_000.0, "mW"),
            tuple(PACKAGE, "package-1", 2_000_000.0, "µJ"),
            tuple("cpu_power_rapl_powercap_component", "package-1", 1_000.0, "mW"));
  }

  @Test
  void what_is_part_of_another_energy_is_not_shown_beside_it() {
    assertThat(headlines.of(List.of(energy("RUNTIME", 1, CORES, "package-0/core", 1, 1))))
        .isEmpty();
  }

  @Test
  void repeats_are_told_as_their_mean_and_how_far_they_differ() {
    // given: 10, 20 and 60 J
    List<MetricStatistics> statistics =
        List.of(
            energy("RUNTIME", 1, PSU, null, 10_000_000),
            energy("RUNTIME", 2, PSU, null, 20_000_000),
            energy("RUNTIME", 3, PSU, null, 60_000_000));

    // when
    List<HeadlineValue> shown = headlines.of(statistics);

    // then
    assertThat(shown).hasSize(2);
    assertThat(shown.get(0).getValue()).isEqualTo(30_000_000);
    assertThat(shown.get(0).getRelativeDeviation()).isCloseTo(0.881917103688197, within(1e-12));
    assertThat(shown.get(1).getValue()).isEqualTo(15_000);
  }

  @Test
  void where_there_is_a_phase_RUNTIME_the_others_are_not_shown() {
    // given
    List<MetricStatistics> statistics =
        List.of(
            energy("BASELINE", 1, PSU, null, 1_000_000),
            energy("RUNTIME", 1, PSU, null, 2_000_000));

    // when, then
    assertThat(headlines.of(statistics))
        .extracting(HeadlineValue::getPhase)
        .containsOnly("RUNTIME");
    assertThat(headlines.of(statistics.subList(0, 1)))
        .extracting(HeadlineValue::getPhase, HeadlineValue::getValue)
        .containsExactly(tuple("BASELINE", 1_000_000.0), tuple("BASELINE", 500.0));
  }

  @Test
  void what_is_no_energy_is_none() {
    // given
    MetricStatistics memory =
        PhaseStatistics.of("RUNTIME", 1, "memory_used", null, "bytes", new double[] {1}, 1);

    // when, then
    assertThat(headlines.of(List.of(memory))).isEmpty();
  }

  @Test
  void a_status_stays_small() {
    // given
    List<MetricStatistics> statistics = new ArrayList<>();
    for (int phase = 0; phase < 100; phase++) {
      statistics.add(energy("P" + phase, 1, PSU, null, 1));
    }
    statistics.add(energy("LONG", 1, PSU, "d".repeat(500), 1));

    // when, then
    assertThat(headlines.of(statistics))
        .hasSize(EnergyHeadlines.MOST)
        .noneMatch(one -> one.getPhase().equals("LONG"));
    assertThat(headlines.of(statistics.subList(100, 101))).isEmpty();
  }

  private static MetricStatistics energy(
      String phase, int repeat, String metric, @Nullable String detail, double... microjoules) {
    return PhaseStatistics.of(phase, repeat, metric, detail, "µJ", microjoules, 2_000_000);
  }
}
