package io.tacet.worker.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.schema.CheckLevel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateSettingsTest {

  @Test
  void nothing_has_to_be_given() {
    // when
    GateSettings settings = settings(Map.of());

    // then
    assertThat(settings.threshold()).isEqualTo(CheckLevel.ERROR);
    assertThat(settings.levels()).isEmpty();
    assertThat(settings.limits().leastMemory()).isEqualTo(2L << 30);
    assertThat(settings.limits().leastDisk()).isEqualTo(1L << 30);
    assertThat(settings.lookAgain()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void a_check_can_be_given_another_level() {
    // when
    GateSettings settings =
        settings(
            Map.of(
                "tacet.worker.gate.check-threshold", "warn",
                "tacet.worker.gate.levels.c-states", "info"));

    // then
    assertThat(settings.threshold()).isEqualTo(CheckLevel.WARN);
    assertThat(settings.limits().levels()).isEqualTo(Map.of("c-states", CheckLevel.INFO));
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "tacet.worker.gate.check-threshold", "unknown",
                        "tacet.worker.gate.levels.cstates", "warn",
                        "tacet.worker.gate.look-again", "PT0S",
                        "tacet.worker.gate.least-disk", "-1",
                        "tacet.worker.gate.most-background-cpu", "101")))
        .hasMessageContaining("tacet.worker.gate.check-threshold must be error, warn or info")
        .hasMessageContaining("tacet.worker.gate.levels.cstates is no check: there are turbo, smt")
        .hasMessageContaining("tacet.worker.gate.look-again must be longer than 0")
        .hasMessageContaining("tacet.worker.gate.least-disk must not be negative")
        .hasMessageContaining("tacet.worker.gate.most-background-cpu must be more than 0");
  }

  private static GateSettings settings(Map<String, String> values) {
    return GateSettings.of(
        new SmallRyeConfigBuilder()
            .withMapping(GateConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build()
            .getConfigMapping(GateConfig.class));
  }
}
