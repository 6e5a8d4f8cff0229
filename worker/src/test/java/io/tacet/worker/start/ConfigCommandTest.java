package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.worker.start.ConfigCommand.SettingsLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigCommandTest {

  private static final ConfigFile FILE =
      new ConfigFile(
          Path.of("/etc/tacet/worker.yaml"),
          """
          tacet:
            registry:
              url: http://ada:sesame@registry:8081
            worker:
              machine: m1
              rest: 5s
              clean-script: [a, b c]
          """);

  @Test
  void each_setting_is_shown_with_where_it_comes_from_and_secrets_covered() {
    // given
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withSources(WorkerYamlSource.of(FILE))
            .withSources(new EnvConfigSource(Map.of("TACET_WORKER_REST", "7s"), 300))
            .build();

    // when
    List<SettingsLine> lines =
        ConfigCommand.lines(config, new Origin(YamlKeys.of(FILE.text()).lines()));

    // then
    assertThat(line(lines, "tacet.worker.machine").padded(22))
        .isEqualTo("tacet.worker.machine    m1  (/etc/tacet/worker.yaml, line 5)");
    assertThat(line(lines, "tacet.worker.rest").value()).isEqualTo("7s");
    assertThat(line(lines, "tacet.worker.rest").origin()).isEqualTo("environment");
    assertThat(line(lines, "tacet.worker.heartbeat").value()).isEqualTo("PT30S");
    assertThat(line(lines, "tacet.worker.heartbeat").origin()).isEqualTo("default");
    assertThat(line(lines, "tacet.worker.clean-script").value()).isEqualTo("a,b c");
    assertThat(line(lines, "tacet.registry.url").value())
        .isEqualTo("http://********@registry:8081");
    assertThat(lines)
        .extracting(SettingsLine::key)
        .containsExactlyInAnyOrderElementsOf(
            new KnownKeys().all().stream().filter(key -> !key.contains("*")).toList());
  }

  private static SettingsLine line(List<SettingsLine> lines, String key) {
    return lines.stream().filter(line -> line.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void names_tell_which_values_are_secrets() {
    assertThat(Secrets.isName("tacet.kafka.password")).isTrue();
    assertThat(Secrets.isName("tacet.source.token")).isTrue();
    assertThat(Secrets.isName("tacet.kafka.password-file")).isFalse();
    assertThat(Secrets.isName("tacet.worker.machine")).isFalse();
  }
}
