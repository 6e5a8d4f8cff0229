package io.tacet.worker.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.schema.JobStatus;
import java.io.IOException;
import java.util.List;
import org.apache.avro.specific.AvroGenerated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeSourcesIT {

  private NativeSources sources;

  @BeforeEach
  void open() throws IOException {
    String directory = System.getProperty("tacet.native.sources");
    assumeThat(directory).as("set by the profile native").isNotNull();
    sources = NativeSources.in(directory);
  }

  @Test
  void every_event_can_be_made_by_reflection() {
    // given
    List<String> generated =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(JobStatus.class)
                .stream()
                .filter(type -> type.isAnnotatedWith(AvroGenerated.class))
                .map(JavaClass::getName)
                .toList();

    // then
    assertThat(generated).hasSizeGreaterThan(20);
    assertThat(sources.reflected()).containsAll(generated);
  }

  @Test
  void the_serializer_named_in_the_configuration_is_there() {
    assertThat(sources.reflected())
        .contains(SerdeSettings.DEFAULT_SERIALIZER, SerdeSettings.DEFAULT_DESERIALIZER)
        .contains("io.apicurio.registry.serde.avro.strategy.RecordIdStrategy");
  }

  @Test
  void kafka_can_authenticate_by_sasl() {
    assertThat(sources.arguments())
        .contains("com.sun.security.sasl.Provider")
        .contains("org.apache.kafka.common.security.scram.internals.ScramSaslClientProvider");
    assertThat(sources.reflected())
        .contains(
            "org.apache.kafka.common.security.scram.ScramLoginModule",
            "org.apache.kafka.common.security.plain.PlainLoginModule");
  }

  @Test
  void signals_reach_the_worker() {
    assertThat(sources.reflected()).contains("sun.misc.Signal", "sun.misc.SignalHandler");
    assertThat(sources.proxies()).contains(List.of("sun.misc.SignalHandler"));
  }

  @Test
  void the_configuration_file_and_every_interface_of_settings_can_be_read() {
    assertThat(sources.reflected())
        .contains("io.tacet.worker.start.WorkerYamlSource", "io.tacet.worker.DurationOption")
        .anyMatch(name -> name.startsWith("io.tacet.worker.log.LogConfig"))
        .anyMatch(name -> name.startsWith("io.tacet.worker.power.PowerConfig"));
  }
}
