package io.tacet.accountant.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphiteSettingsTest {

  private static final String KEY = "tacet.accountant.graphite.";

  @Test
  void byDefaultItIsOffAndSound() {
    // when
    GraphiteSettings settings = settings(Map.of());

    // then
    assertThat(settings.enabled()).isFalse();
    assertThat(settings.prefix()).contains("tacet");
    assertThat(settings.except().orElseThrow()).contains("process_");
    assertThat(GraphiteSettings.problems(settings)).isEmpty();
  }

  @Test
  void anEmptyPrefixIsNone() {
    // when
    GraphiteSettings settings = settings(Map.of(KEY + "prefix", "", KEY + "names", "fructosa"));

    // then
    assertThat(settings.prefix()).isEmpty();
    assertThat(settings.names()).isEqualTo(GraphiteSettings.PathNames.FRUCTOSA);
  }

  @Test
  void whatMakesNoSenseIsSaidAllAtOnce() {
    // given
    Map<String, String> values =
        Map.of(
            KEY + "enabled", "true",
            KEY + "port", "70000",
            KEY + "prefix", "my..metrics",
            KEY + "longest-lag", "PT0S",
            KEY + "connect-timeout", "PT10M",
            KEY + "write-timeout", "PT0S");

    // when, then
    assertThat(GraphiteSettings.problems(settings(values)))
        .satisfiesExactly(
            host -> assertThat(host).startsWith(KEY + "host must be given"),
            port -> assertThat(port).startsWith(KEY + "port"),
            prefix -> assertThat(prefix).startsWith(KEY + "prefix"),
            lag -> assertThat(lag).startsWith(KEY + "longest-lag"),
            connect -> assertThat(connect).startsWith(KEY + "connect-timeout"),
            write -> assertThat(write).startsWith(KEY + "write-timeout"));
  }

  private static GraphiteSettings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(GraphiteSettings.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(GraphiteSettings.class);
  }
}
