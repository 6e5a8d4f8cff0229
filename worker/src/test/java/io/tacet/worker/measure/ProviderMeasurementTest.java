package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.process.CgroupHierarchy;
import io.tacet.worker.provider.ProviderSettings;
import io.tacet.worker.provider.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderMeasurementTest {

  @TempDir Path directory;

  @Test
  void what_a_provider_measured_is_part_of_the_result_and_its_cpu_the_workers() throws Exception {
    // given: it burns some CPU in the silence, and the job waits for it
    Path burnt = Files.createFile(directory.resolve("burnt"));
    String burning =
        Scripts.STEADY.replace(
            "sleep",
            "i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done; echo >> '" + burnt + "'; sleep");
    ProviderSettings provider = Scripts.provider(directory, "meter", burning);
    String waiting =
        "n=$(wc -l < \"$0\"); until [ $(wc -l < \"$0\") -ge $((n+5)) ]; do sleep 0.1; done";

    // when
    Measurement with = measure(List.of(provider), "sh", "-c", waiting, burnt.toString());
    Measurement without = measure(List.of(), "sleep", "0.5");

    // then
    assertThat(with.ending()).isEqualTo(new Ending.Finished());
    MetricStatistics energy =
        with.statistics().stream()
            .filter(one -> one.getMetric().equals("test_energy_script_component"))
            .findFirst()
            .orElseThrow();
    assertThat(energy.getCount()).isGreaterThanOrEqualTo(3);
    assertThat(energy.getEnergyMicrojoules()).isEqualTo(5000 * energy.getCount());
    assertThat(with.headlines())
        .filteredOn(one -> one.getMetric().contains("script"))
        .extracting(HeadlineValue::getMetric, HeadlineValue::getUnit, HeadlineValue::getValue)
        .containsExactly(
            tuple(
                "test_energy_script_component", "µJ", energy.getEnergyMicrojoules().doubleValue()),
            tuple("test_power_script_component", "mW", energy.getMeanPowerMilliwatts()));
    assertThat(without.headlines()).noneMatch(one -> one.getMetric().contains("script"));
    assertThat(with.silences().get(0).getWorkerCpuMicros())
        .isGreaterThan(without.silences().get(0).getWorkerCpuMicros() + 20_000);
  }

  @Test
  void a_provider_that_complains_fails_the_measurement_and_it_is_not_the_jobs_fault()
      throws Exception {
    // given
    Path lost = directory.resolve("lost");
    String late = "(sleep 0.3; echo 'meter lost' >&2; touch '" + lost + "') &\n" + Scripts.STEADY;
    ProviderSettings provider = Scripts.provider(directory, "meter", late);

    // when
    Measurement measurement =
        measure(
            List.of(provider),
            "sh",
            "-c",
            "until [ -e \"$0\" ]; do sleep 0.1; done",
            lost.toString());

    // then
    assertThat(measurement.ending())
        .isEqualTo(new Ending.Interrupted("provider meter: it wrote to stderr: meter lost"));
  }

  @Test
  void a_job_that_fails_has_its_own_fault_told_whatever_the_provider_does() throws Exception {
    // given
    ProviderSettings provider =
        Scripts.provider(directory, "meter", "(sleep 0.1; echo oops >&2) &\n" + Scripts.STEADY);

    // when
    Measurement measurement = measure(List.of(provider), "sh", "-c", "sleep 0.5; exit 3");

    // then
    assertThat(measurement.ending()).isInstanceOf(Ending.Failed.class);
  }

  private Measurement measure(List<ProviderSettings> providers, String... command)
      throws Exception {
    MeasureSettings usual =
        Jobs.settings(CgroupHierarchy.find(Jobs.PROC), java.util.Optional.empty());
    MeasureSettings settings =
        new MeasureSettings(
            usual.kind(),
            usual.processes(),
            SensorSettings.usual(Duration.ofMillis(100)),
            providers,
            usual.socketTimeout(),
            usual.logLimit(),
            usual.diskReserve(),
            usual.budget());
    return Jobs.measure(
        Jobs.runner(settings), Jobs.command(command), directory.resolve("run" + providers.size()));
  }
}
