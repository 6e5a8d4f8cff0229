package io.tacet.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.schema.MachineKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

  @Test
  void only_the_machine_has_to_be_given() {
    // when
    WorkerSettings settings = settings(Map.of("tacet.worker.machine", "m1"));

    // then
    assertThat(settings.machine().value()).isEqualTo("m1");
    assertThat(settings.kind()).isEqualTo(MachineKind.BENCHMARKING);
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.temperature()).isEmpty();
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "tacet.worker.machine", "M_1",
                        "tacet.worker.kind", "unknown",
                        "tacet.worker.heartbeat", "PT0S",
                        "tacet.worker.max-result-bytes", "1")))
        .hasMessageContaining("tacet.worker.machine 'M_1' must be")
        .hasMessageContaining("tacet.worker.kind must be benchmarking, profiling or development")
        .hasMessageContaining("tacet.worker.heartbeat must be longer than 0")
        .hasMessageContaining("tacet.worker.max-result-bytes must be at least 65536");
  }

  @Test
  void a_temperature_needs_a_chip_and_a_base() {
    // when
    WorkerSettings settings =
        settings(
            Map.of(
                "tacet.worker.machine", "m1",
                "tacet.worker.temperature.chip", "coretemp-isa-0000",
                "tacet.worker.temperature.base", "42.5"));

    // then
    assertThat(settings.temperature())
        .contains(new WorkerSettings.TemperatureLimit("coretemp-isa-0000", "", 42.5, 10));
  }

  @Test
  void a_band_of_temperatures_that_cannot_be_is_refused() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "tacet.worker.machine", "m1",
                        "tacet.worker.temperature.chip", "coretemp",
                        "tacet.worker.temperature.base", "42500",
                        "tacet.worker.temperature.window", "-1")))
        .hasMessageContaining("tacet.worker.temperature.base must be");
  }

  @Test
  void without_a_machine_it_is_said_how_to_give_one() {
    assertThatThrownBy(() -> settings(Map.of())).hasMessageContaining("TACET_WORKER_MACHINE");
  }

  private static WorkerSettings settings(Map<String, String> values) {
    return WorkerSettings.of(
        new SmallRyeConfigBuilder()
            .withMapping(WorkerConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build()
            .getConfigMapping(WorkerConfig.class));
  }
}
