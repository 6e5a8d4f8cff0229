package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/scenario.md} and the examples show is so. */
class ManualTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  static Stream<String> blocks() throws IOException {
    return BLOCK.matcher(page()).results().map(block -> block.group(1));
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../examples"))) {
      return files.filter(file -> file.endsWith("tacet.yml")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void every_scenario_of_the_page_is_one(String scenario) {
    assertThat(new ScenarioParser().read(scenario, Map.of()).problems()).isEmpty();
    assertThat(Schema.problems(scenario)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_is_one(Path file) throws IOException {
    assertThat(new ScenarioParser().read(Files.readString(file), Map.of()).problems()).isEmpty();
    assertThat(Schema.problems(Files.readString(file))).isEmpty();
  }

  @Test
  void the_page_tells_every_field_and_shows_it_in_a_scenario() throws IOException {
    // given
    String page = page();
    int phases = page.indexOf("## Fields of a phase");
    String shown = String.join("\n", blocks().toList());

    // when, then
    assertThat(rows(page.substring(0, phases)))
        .containsExactlyInAnyOrderElementsOf(ScenarioReader.KEYS);
    assertThat(rows(page.substring(phases))).containsExactlyInAnyOrderElementsOf(PhaseReader.KEYS);
    assertThat(Stream.concat(ScenarioReader.KEYS.stream(), PhaseReader.KEYS.stream()))
        .allSatisfy(field -> assertThat(shown).contains(field + ":"));
  }

  private static List<String> rows(String tables) {
    return Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
        .matcher(tables)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static String page() throws IOException {
    return Files.readString(Schema.DOCS.resolve("scenario.md"));
  }
}
