package io.tacet.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.worker.config.InvalidSettingsException;
import io.tacet.worker.sampling.TimedSensor;
import io.tacet.worker.sensor.Activity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SensorSettingsTest {

  private static final long SECOND = 1_000_000_000L;

  private final Map<String, String> given = new HashMap<>();

  @Test
  void by_default_what_gmt_measures_is_read_and_the_busiest_processes_only_while_idle() {
    SensorSettings settings = settings();

    assertThat(read(settings, Activity.MEASURING))
        .containsExactly(
            "cpu",
            "memory",
            "network",
            "disk",
            "rapl",
            "temperatures",
            "fans",
            "power",
            "gpu-amd",
            "cgroup");
    assertThat(read(settings, Activity.IDLE)).contains("cpu", "battery").doesNotContain("cgroup");
    assertThat(interval(settings, "cpu", Activity.MEASURING)).hasValue(SECOND);
    assertThat(interval(settings, "cpu", Activity.IDLE)).hasValue(30 * SECOND);
    assertThat(interval(settings, "cpu", Activity.COOLING)).hasValue(10 * SECOND);
    assertThat(surveyed(settings)).containsExactly("processes", "disk-usage");
  }

  @Test
  void one_that_is_enabled_is_read_in_each_activity_and_one_that_is_not_in_none() {
    // given
    given.put("tacet.worker.sensors.pressure.enabled", "true");
    given.put("tacet.worker.sensors.cpu.enabled", "false");
    given.put("tacet.worker.sensors.users.enabled", "true");

    // when
    SensorSettings settings = settings();

    // then
    for (Activity activity : Activity.values()) {
      assertThat(read(settings, activity)).contains("pressure").doesNotContain("cpu");
    }
    assertThat(surveyed(settings)).contains("users");
    assertThat(survey(settings, "users").paces().in(Activity.MEASURING))
        .isEqualTo(io.tacet.worker.sensor.Pace.OFF);
  }

  @Test
  void an_interval_of_its_own_wins() {
    // given
    given.put("tacet.worker.sensors.cpu.enabled", "false");
    given.put("tacet.worker.sensors.cpu.interval.measuring", "100ms");
    given.put("tacet.worker.sensors.rapl.interval.idle", "off");
    given.put("tacet.worker.sensors.rapl.interval.cooling", "PT5S");
    given.put("tacet.worker.sensors.memory.interval.measuring", "edges");
    given.put("tacet.worker.sensors.swap-memory.interval.idle", "usual");

    // when
    SensorSettings settings = settings();

    // then
    assertThat(interval(settings, "cpu", Activity.MEASURING)).hasValue(SECOND / 10);
    assertThat(interval(settings, "cpu", Activity.IDLE)).isEmpty();
    assertThat(interval(settings, "rapl", Activity.IDLE)).isEmpty();
    assertThat(interval(settings, "rapl", Activity.COOLING)).hasValue(5 * SECOND);
    assertThat(interval(settings, "memory", Activity.MEASURING)).hasValue(TimedSensor.EDGES);
    assertThat(interval(settings, "swap-memory", Activity.IDLE)).hasValue(30 * SECOND);
    assertThat(interval(settings, "swap-memory", Activity.MEASURING)).isEmpty();
  }

  @Test
  void edges_are_for_all_that_have_no_interval_of_their_own() {
    // given
    given.put("tacet.worker.sampling.edges", "true");
    given.put("tacet.worker.sensors.rapl.interval.measuring", "10s");

    // when
    SensorSettings settings = settings();

    // then
    assertThat(interval(settings, "cpu", Activity.MEASURING)).hasValue(TimedSensor.EDGES);
    assertThat(interval(settings, "rapl", Activity.MEASURING)).hasValue(10 * SECOND);
    assertThat(interval(settings, "cpu", Activity.IDLE)).hasValue(30 * SECOND);
  }

  @Test
  void options_reach_the_sensor() {
    // given
    given.put("tacet.worker.sensors.disk-usage.options.path", "/tmp");
    given.put("tacet.worker.sensors.net-io-counters.options.interfaces", "lo, eth0");

    // when
    SensorSettings settings = settings();

    // then
    assertThat(survey(settings, "disk-usage").options().path("path")).hasToString("/tmp");
    assertThat(sensor(settings, "net-io-counters").options().names("interfaces"))
        .containsExactly("lo", "eth0");
    assertThat(sensor(settings, "net-io-counters").asked()).isTrue();
    assertThat(sensor(settings, "cpu").asked()).isFalse();
  }

  @Test
  void all_that_is_wrong_is_said_at_once_with_the_key_and_what_was_probably_meant() {
    // given
    given.put("tacet.worker.sampling.interval", "PT0.001S");
    given.put("tacet.worker.sampling.sensor-share", "0");
    given.put("tacet.worker.sensors.temperature.enabled", "true");
    given.put("tacet.worker.sensors.warp-core.enabled", "true");
    given.put("tacet.worker.sensors.cpu.enabled", "maybe");
    given.put("tacet.worker.sensors.cpu.interval.measuring", "soon");
    given.put("tacet.worker.sensors.cpu.interval.idle", "edges");
    given.put("tacet.worker.sensors.cpu.interval.cooling", "10ms");
    given.put("tacet.worker.sensors.cpu.options.colour", "red");
    given.put("tacet.worker.sensors.disk-usage.options.pth", "/");
    given.put("tacet.worker.sensors.processes.options.top", "0");
    given.put("tacet.worker.sensors.processes.interval.measuring", "1s");
    given.put("tacet.worker.sensors.rapl.options.greatest-watts", "9999999999");

    // when, then
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidSettingsException.class)
        .extracting(e -> List.of(String.valueOf(e.getMessage()).split(System.lineSeparator())))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .contains(
            "tacet.worker.sampling.interval must be at least PT0.01S, not PT0.001S",
            "tacet.worker.sampling.sensor-share must be more than 0, not 0.0",
            "tacet.worker.sensors.temperature: there is no such sensor; did you mean temperatures?",
            "tacet.worker.sensors.cpu.enabled must be true or false, not 'maybe'",
            "tacet.worker.sensors.cpu.interval.measuring must be a duration (PT1S, 500ms), usual,"
                + " edges or off, not 'soon'",
            "tacet.worker.sensors.cpu.interval.idle can't be edges: only a measurement has a start"
                + " and an end",
            "tacet.worker.sensors.cpu.interval.cooling must be at least PT1S, not 10ms",
            "tacet.worker.sensors.cpu.options.colour: the sensor has no such option; it has none",
            "tacet.worker.sensors.disk-usage.options.pth: the sensor has no such option; did you"
                + " mean path?",
            "tacet.worker.sensors.processes.options.top must be a whole number from 1 to 999999,"
                + " not '0'",
            "tacet.worker.sensors.processes.interval.measuring must be off: this one is not read"
                + " while a job is measured",
            "tacet.worker.sensors.rapl.options.greatest-watts must be a whole number from 1 to"
                + " 999999, not '9999999999'")
        .anyMatch(
            line ->
                line.startsWith(
                        "tacet.worker.sensors.warp-core: there is no such sensor; there are")
                    && line.contains("net-if-addrs"))
        .hasSize(13);
  }

  private SensorSettings settings() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SensorsConfig.class)
            .withMapping(SamplingConfig.class)
            .withSources(new PropertiesConfigSource(given, "test", 100))
            .withConverter(
                java.time.Duration.class,
                100,
                new io.quarkus.runtime.configuration.DurationConverter())
            .build();
    return SensorSettings.of(
        config.getConfigMapping(SensorsConfig.class),
        config.getConfigMapping(SamplingConfig.class));
  }

  private static List<String> read(SensorSettings settings, Activity activity) {
    return settings.sensors().stream()
        .filter(one -> settings.interval(one.paces().in(activity), activity).isPresent())
        .map(SensorSettings.ChosenSensor::name)
        .toList();
  }

  private static List<String> surveyed(SensorSettings settings) {
    return settings.surveys().stream()
        .filter(one -> settings.interval(one.paces().idle(), Activity.IDLE).isPresent())
        .map(SensorSettings.ChosenSurvey::name)
        .toList();
  }

  private static OptionalLong interval(SensorSettings settings, String name, Activity activity) {
    return settings.interval(sensor(settings, name).paces().in(activity), activity);
  }

  private static SensorSettings.ChosenSensor sensor(SensorSettings settings, String name) {
    return settings.sensors().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static SensorSettings.ChosenSurvey survey(SensorSettings settings, String name) {
    return settings.surveys().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
