package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/worker.example.yaml}: each key of the worker, {@code #key} being its default. */
class ExampleFileTest {

  private static final Path EXAMPLE = FullExample.FILE;

  /** Keys whose default makes no example. */
  private static final Set<String> OTHER_THAN_DEFAULT =
      Set.of("tacet.kafka.bootstrap-servers", "tacet.registry.url");

  @Test
  void as_it_is_a_worker_starts_with_it() throws IOException {
    assertThat(new SettingsCheck(example(Files.readString(EXAMPLE)), Map.of()).problems())
        .isEmpty();
  }

  @Test
  void with_everything_set_a_worker_starts_with_it_too(@TempDir Path etc) throws IOException {
    // given
    String text = FullExample.usable(etc);

    // then
    assertThat(new SettingsCheck(example(text), Map.of()).problems()).isEmpty();
  }

  @Test
  void it_has_every_key() throws IOException {
    // given
    Set<String> known = new TreeSet<>(new KnownKeys().all());
    known.removeIf(key -> key.contains("*"));

    // when
    Set<String> shown =
        YamlKeys.of(everything().text()).lines().keySet().stream()
            .filter(key -> key.startsWith("tacet."))
            .collect(Collectors.toCollection(TreeSet::new));

    // then: below sensors, levels and credentials are names of the operator's choice
    shown.removeIf(key -> !known.contains(key) && new KnownKeys().has(key));
    assertThat(shown).isEqualTo(known);
  }

  @Test
  void a_default_is_what_the_worker_has() throws IOException {
    // given
    KnownKeys known = new KnownKeys();
    ConfigSource shown = WorkerYamlSource.of(everything());

    // then
    for (String key : known.all()) {
      String preset = known.defaultOf(key);
      if (!preset.isEmpty() && !OTHER_THAN_DEFAULT.contains(key) && !key.contains("*")) {
        assertThat(shown.getValue(key)).as(key).isEqualTo(preset);
      }
    }
  }

  private static ConfigFile everything() throws IOException {
    return example(FullExample.uncommented());
  }

  private static ConfigFile example(String text) {
    return new ConfigFile(EXAMPLE.toAbsolutePath().normalize(), text);
  }
}
