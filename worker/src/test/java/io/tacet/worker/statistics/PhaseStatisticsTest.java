package io.tacet.worker.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseStatisticsTest {

  @Test
  void an_energy_has_a_sum_and_a_mean_power() {
    // when: 3 J in 2 s are 1.5 W
    MetricStatistics statistics =
        PhaseStatistics.of(
            "RUNTIME",
            2,
            "cpu_energy_rapl_msr_component",
            "package-0",
            "µJ",
            new double[] {1_000_000, 2_000_000},
            2_000_000);

    // then
    assertThat(statistics.getEnergyMicrojoules()).isEqualTo(3_000_000);
    assertThat(statistics.getMeanPowerMilliwatts()).isEqualTo(1500);
    assertThat(statistics.getDetail()).isEqualTo("package-0");
    assertThat(statistics.getRepeat()).isEqualTo(2);
    assertThat(statistics.getCount()).isEqualTo(2);
    assertThat(statistics.getStandardDeviation()).isEqualTo(Math.sqrt(5e11));
  }

  @Test
  void what_is_no_energy_has_no_power() {
    // when
    MetricStatistics statistics = level("RUNTIME", 1, 42);

    // then
    assertThat(statistics.getEnergyMicrojoules()).isNull();
    assertThat(statistics.getMeanPowerMilliwatts()).isNull();
    assertThat(statistics.getStandardDeviation()).isNull();
  }

  @Test
  void a_headline_is_the_mean_of_the_repeats_and_how_far_they_differ() {
    // when: of 90 and 110 the mean is 100, the sample deviation √200
    List<HeadlineValue> headlines =
        new Headlines(List.of("memory_used"))
            .of(List.of(level("IDLE", 1, 7), level("RUNTIME", 1, 90), level("RUNTIME", 2, 110)));

    // then
    assertThat(headlines).extracting(HeadlineValue::getPhase).containsExactly("IDLE", "RUNTIME");
    assertThat(headlines.get(0).getRelativeDeviation()).isNull();
    assertThat(headlines.get(1).getValue()).isEqualTo(100);
    assertThat(headlines.get(1).getRelativeDeviation()).isEqualTo(Math.sqrt(200) / 100);
  }

  @Test
  void only_whole_machines_and_the_metrics_asked_for_are_headlines() {
    // given
    MetricStatistics ofOneCpu = level("RUNTIME", 1, 1);
    ofOneCpu.setDetail("cpu0");

    // then
    assertThat(new Headlines(List.of("memory_used")).of(List.of(ofOneCpu))).isEmpty();
    assertThat(new Headlines(List.of("other")).of(List.of(level("RUNTIME", 1, 1)))).isEmpty();
  }

  private static MetricStatistics level(String phase, int repeat, double value) {
    return PhaseStatistics.of(
        phase, repeat, "memory_used", null, "bytes", new double[] {value}, 1_000_000);
  }
}
