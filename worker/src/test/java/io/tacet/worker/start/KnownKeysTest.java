package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

  private final KnownKeys known = new KnownKeys();

  @Test
  void no_interface_of_configuration_is_missing() {
    // given
    List<String> declared =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tacet.worker", "io.tacet.contract")
                .stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::getName)
                .toList();

    // then
    assertThat(KnownKeys.DECLARED)
        .as("add it to KnownKeys.DECLARED, and its keys to deploy/worker.example.yaml")
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void keys_are_known_with_their_defaults_and_places_in_lists() {
    assertThat(known.has("tacet.worker.machine")).isTrue();
    assertThat(known.has("tacet.worker.clean-script[1]")).isTrue();
    assertThat(known.has("tacet.worker.temperature")).isFalse();
    assertThat(known.isGroup("tacet.worker.temperature")).isTrue();
    assertThat(known.defaultOf("tacet.worker.heartbeat")).isEqualTo("PT30S");
    assertThat(known.defaultOf("tacet.worker.machine")).isEmpty();
  }

  @Test
  void what_was_meant_is_found() {
    assertThat(known.nearest("tacet.worker.heartbaet")).contains("tacet.worker.heartbeat");
    assertThat(known.nearest("tacet.worker.idle-interval"))
        .contains("tacet.worker.sampling.idle-interval");
    assertThat(known.nearest("worker.machine")).contains("tacet.worker.machine");
    assertThat(known.nearest("machne")).contains("tacet.worker.machine");
    assertThat(known.nearest("tacet.worker.something-else-entirely")).isEmpty();
  }

  @Test
  void names_of_one_s_choice_and_places_in_lists_may_be_anything() {
    // given
    KnownKeys chosen = new KnownKeys(List.of(Chosen.class));

    // then
    assertThat(chosen.all())
        .containsExactly(
            "tacet.worker.chosen.*.interval",
            "tacet.worker.chosen.*.options.*",
            "tacet.worker.chosen.*.steps.command");
    assertThat(chosen.has("tacet.worker.chosen.cpu.interval")).isTrue();
    assertThat(chosen.has("tacet.worker.chosen.\"a.b\".options.c-d")).isTrue();
    assertThat(chosen.has("tacet.worker.chosen.cpu.steps[1].command")).isTrue();
    assertThat(chosen.has("tacet.worker.chosen.cpu.intervall")).isFalse();
    assertThat(chosen.isUnknownVariable("TACET_WORKER_CHOSEN_CPU_INTERVAL")).isFalse();
    assertThat(chosen.isUnknownVariable("TACET_WORKER_CHOSEN_CPU_STEPS_1__COMMAND")).isFalse();
    assertThat(chosen.isUnknownVariable("TACET_WORKER_CHOSEN_CPU_INTERVALL")).isTrue();
  }

  /** Settings under names of one's choice. */
  @ConfigMapping(prefix = "tacet.worker.chosen")
  interface Chosen {
    /** By name. */
    @WithParentName
    Map<String, Thing> byName();

    /** One of them. */
    interface Thing {
      /** A value. */
      Optional<String> interval();

      /** Values by name. */
      Map<String, String> options();

      /** A list of groups. */
      List<Step> steps();
    }

    /** One of a list. */
    interface Step {
      /** A value. */
      String command();
    }
  }
}
