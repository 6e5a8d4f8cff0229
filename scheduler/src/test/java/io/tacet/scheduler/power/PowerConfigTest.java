package io.tacet.scheduler.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings of waking that make no sense. */
class PowerConfigTest {

  @Test
  void theDefaultsAreFine() {
    assertThat(PowerConfig.problems(config(Map.of()))).isEmpty();
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    // given
    PowerConfig config =
        config(
            Map.of(
                "tacet.scheduler.power.broadcast",
                "192.168.7.255:9,here,[ff02::1]:9,10.0.0.255:0,10.0.0.255:99999",
                "tacet.scheduler.power.answer-within",
                "PT2M",
                "tacet.scheduler.power.longest-wait",
                "PT1M",
                "tacet.scheduler.power.packets",
                "0"));

    // then
    assertThat(PowerConfig.problems(config))
        .hasSize(5)
        .anyMatch(problem -> problem.contains("'here'"))
        .anyMatch(problem -> problem.contains("'10.0.0.255:0'"))
        .anyMatch(problem -> problem.contains("'10.0.0.255:99999'"))
        .anyMatch(problem -> problem.contains("longest-wait"))
        .anyMatch(problem -> problem.contains("packets"));
  }

  private static PowerConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(PowerConfig.class)
        .withSources(new PropertiesConfigSource(settings, "a test", 100))
        .build()
        .getConfigMapping(PowerConfig.class);
  }
}
