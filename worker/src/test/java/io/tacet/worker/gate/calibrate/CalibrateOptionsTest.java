package io.tacet.worker.gate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.worker.catalog.SamplingConfig;
import io.tacet.worker.catalog.SensorsConfig;
import io.tacet.worker.config.WorkerConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CalibrateOptionsTest {

  private final CalibrateCommand command = command();
  private final CommandLine line = new CommandLine(command);

  @Test
  void lengths_of_time_are_written_as_in_the_configuration() {
    // when
    line.parseArgs("--rest", "90s", "--warm", "PT2M");

    // then
    assertThat(command.rest).isEqualTo(Duration.ofSeconds(90));
    assertThat(command.warm).isEqualTo(Duration.ofMinutes(2));
    assertThat(command.coolLimit).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void what_is_no_length_of_time_is_said_to_be_none() {
    // given
    StringWriter err = new StringWriter();

    // when
    int code = line.setErr(new PrintWriter(err)).execute("--cool-limit", "banana");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("'--cool-limit'", "'banana' is no length of time such as 30s or 10m");
  }

  private static CalibrateCommand command() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(WorkerConfig.class)
            .withMapping(SensorsConfig.class)
            .withMapping(SamplingConfig.class)
            .withSources(new PropertiesConfigSource(Map.of(), "test", 100))
            .build();
    return new CalibrateCommand(
        config.getConfigMapping(WorkerConfig.class),
        config.getConfigMapping(SensorsConfig.class),
        config.getConfigMapping(SamplingConfig.class));
  }
}
