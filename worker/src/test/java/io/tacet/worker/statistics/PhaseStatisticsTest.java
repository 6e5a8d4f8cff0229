package io.tacet.worker.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacet.schema.MetricStatistics;
import org.junit.jupiter.api.Test;

class PhaseStatisticsTest {

  private static final String ENERGY = "cpu_energy_rapl_powercap_component";

  @Test
  void every_field_says_what_it_is_of() {
    // when
    MetricStatistics of =
        PhaseStatistics.of(
            "RUNTIME", 2, "disk_io_procfs_system", "sda", "bytes", new double[] {512, 1536}, 7);

    // then: 1024 ± 512 × √2
    assertThat(of.getPhase()).isEqualTo("RUNTIME");
    assertThat(of.getRepeat()).isEqualTo(2);
    assertThat(of.getMetric()).isEqualTo("disk_io_procfs_system");
    assertThat(of.getDetail()).isEqualTo("sda");
    assertThat(of.getUnit()).isEqualTo("bytes");
    assertThat(of.getCount()).isEqualTo(2);
    assertThat(of.getSum()).isEqualTo(2048);
    assertThat(of.getMin()).isEqualTo(512);
    assertThat(of.getMax()).isEqualTo(1536);
    assertThat(of.getMean()).isEqualTo(1024);
    assertThat(of.getStandardDeviation()).isCloseTo(724.0773439350246, within(1e-10));
    assertThat(of.getEnergyMicrojoules()).isNull();
    assertThat(of.getMeanPowerMilliwatts()).isNull();
  }

  @Test
  void one_sample_has_no_deviation() {
    assertThat(of("x", 100, 5).getStandardDeviation()).isNull();
  }

  @Test
  void energy_is_the_sum_of_its_intervals_and_power_that_over_the_phases_length() {
    // given: 12.5 J and 27.5 J in 2 s, by hand 40 J ÷ 2 s = 20 W
    MetricStatistics of = of(ENERGY, 2_000_000, 12_500_000, 27_500_000);

    // when, then
    assertThat(of.getEnergyMicrojoules()).isEqualTo(40_000_000);
    assertThat(of.getMeanPowerMilliwatts()).isCloseTo(20_000, within(1e-9));
  }

  @Test
  void energy_of_days_keeps_its_last_microjoule() {
    // given: 250 W for a week in two samples, beyond 2^32 and 2^47
    MetricStatistics of = of(ENERGY, 604_800_000_000L, 151_200_000_000_000.0, 1);

    // when, then
    assertThat(of.getEnergyMicrojoules()).isEqualTo(151_200_000_000_001L);
    assertThat(of.getMeanPowerMilliwatts()).isCloseTo(250_000, within(1e-6));
  }

  @Test
  void a_phase_of_no_length_has_energy_and_no_power() {
    MetricStatistics of = of(ENERGY, 0, 5);
    assertThat(of.getEnergyMicrojoules()).isEqualTo(5);
    assertThat(of.getMeanPowerMilliwatts()).isNull();
  }

  @Test
  void no_sample_is_refused_and_the_metric_named() {
    assertThatThrownBy(() -> of("memory_used_procfs_system", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory_used_procfs_system");
  }

  private static MetricStatistics of(String metric, long phaseMicros, double... values) {
    return PhaseStatistics.of("RUNTIME", 1, metric, null, "µJ", values, phaseMicros);
  }
}
