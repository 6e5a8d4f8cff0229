package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.tacet.scenario.WordSplitter.NotACommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors says what the reader says. */
class SchemaTest {

  private static final String PHASES = "phases: [{name: RUNTIME, commands: [make]}]\n";

  static Stream<String> valid() {
    return Stream.concat(
        Stream.of(
                "",
                "name: gzip",
                "name: 2026",
                "name: " + "x".repeat(200),
                "repeat: 1",
                "repeat: 1000",
                "timeout: 500ms",
                "timeout: 1h2m3s4ms",
                "timeout: 8760h",
                "variables: {A: x, B: 1, C: true, D: null, _e9: ''}",
                "variables: {A:}",
                "setup: []",
                "setup: [make data, [cp, a, b]]",
                "environment: {A: b, B: 1, C: true, D: ''}",
                "directory: .",
                "directory: a/b/..c",
                "network: none",
                "network: host",
                "runtime: process")
            .map(line -> PHASES + line),
        Stream.of(
                "name: A, duration: 5s",
                "name: '004_[RUNTIME]', duration: 5s",
                "name: A-B_9, commands: [make]",
                "name: A, commands: [make, 'a \"b c\" ''d'' \\; $HOME', [sh, -c, 'a | b'], [1, true]]",
                "name: A, commands: [[make, '', ' ']]",
                "name: A, commands: [make], measured: false",
                "name: A, commands: [make], measured: True",
                "name: A, commands: [make], timeout: 9s",
                "name: A, commands: [make], allowed-exit-codes: [0, 255]",
                "name: A, commands: [make], environment: {A: b}",
                "name: A, commands: [make], directory: b",
                "name: A, commands: [make], network: none",
                "name: A, commands: [make], runtime: process")
            .map(inner -> "phases: [{" + inner + "}]"));
  }

  static Stream<String> invalid() {
    return Stream.concat(
        Stream.of(
                "colour: red",
                "Name: a",
                "name: null",
                "name: [a]",
                "name: \"a\\nb\"",
                "name: " + "x".repeat(201),
                "repeat: 0",
                "repeat: 1001",
                "repeat: 1.5",
                "repeat: '3'",
                "repeat: often",
                "timeout: 5",
                "timeout: 0s",
                "timeout: 0h0m",
                "timeout: 1.5s",
                "timeout: 5 s",
                "timeout: -5s",
                "timeout: 1d",
                "timeout: 5S",
                "timeout: " + "1s".repeat(33),
                "variables: [A]",
                "variables: {1A: x}",
                "variables: {A: [x]}",
                "setup: make",
                "setup: [{run: make}]",
                "setup: [null]",
                "setup: [" + "make, ".repeat(257) + "]",
                "environment: {A-B: x}",
                "environment: {A: null}",
                "environment: {A: \"a\\0b\"}",
                "directory: /etc",
                "directory: ..",
                "directory: a/../b",
                "directory: a/..",
                "network: bridge",
                "network: None",
                "runtime: container")
            .map(line -> PHASES + line),
        Stream.concat(
            Stream.of("name: a", "phases: []", "phases: make", "phases: {name: A}", "phases: [A]")
                .map(whole -> whole + "\n"),
            Stream.of(
                    "commands: [make]",
                    "name: A",
                    "name: runtime, duration: 1s",
                    "name: SETUP, duration: 1s",
                    "name: '001_[SETUP]', duration: 1s",
                    "name: '001_[A', duration: 1s",
                    "name: '[A]', duration: 1s",
                    "name: 'A]', duration: 1s",
                    "name: " + "A".repeat(64) + ", duration: 1s",
                    "name: A, duration: 1s, commands: [make]",
                    "name: A, commands: []",
                    "name: A, commands: make",
                    "name: A, commands: ['']",
                    "name: A, commands: [[]]",
                    "name: A, commands: [['', x]]",
                    "name: A, commands: [[A=1, x]]",
                    "name: A, commands: [[make, [x]]]",
                    "name: A, commands: [[make, null]]",
                    "name: A, commands: ['a; b']",
                    "name: A, commands: ['a $(b)']",
                    "name: A, commands: [\"a 'b\"]",
                    "name: A, commands: ['a \\']",
                    "name: A, commands: [\"a\\0b\"]",
                    "name: A, commands: [[a, \"a\\0b\"]]",
                    "name: A, commands: [" + "make, ".repeat(257) + "]",
                    "name: A, duration: 5",
                    "name: A, duration: 1s, measured: yes",
                    "name: A, duration: 1s, measured: 'true'",
                    "name: A, duration: 1s, mesured: true",
                    "name: A, commands: [make], allowed-exit-codes: []",
                    "name: A, commands: [make], allowed-exit-codes: [256]",
                    "name: A, commands: [make], allowed-exit-codes: [-1]",
                    "name: A, commands: [make], allowed-exit-codes: ['1']",
                    "name: A, commands: [make], allowed-exit-codes: 1",
                    "name: A, commands: [make], directory: ../b",
                    "name: A, commands: [make], network: lan",
                    "name: A, commands: [make], runtime: vm",
                    "name: A, commands: [make], repeat: 2")
                .map(inner -> "phases: [{" + inner + "}]\n")));
  }

  /** What a schema can not say, or only in a pattern nobody could read. */
  static Stream<String> onlyTheReaderRefuses() {
    return Stream.of(
        "phases: [{name: A, duration: 1s}, {name: A, duration: 1s}]",
        "phases: [{name: A, duration: 1s}, {name: '001_[A]', duration: 1s}]",
        PHASES + "name: a\nname: b",
        PHASES + "timeout: 8761h",
        PHASES + "environment: {A: '${B}'}",
        "{repeat: 501, phases: [{name: A, duration: 1s}, {name: B, duration: 1s}]}",
        "phases: [{name: A, commands: [A=1 make]}]",
        "phases: [{name: A, commands: [\"'' x\"]}]");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void both_accept(String scenario) {
    assertThat(new ScenarioParser().read(scenario, Map.of()).problems()).isEmpty();
    assertThat(Schema.problems(scenario)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void both_refuse(String scenario) {
    assertThat(new ScenarioParser().read(scenario, Map.of()).problems()).isNotEmpty();
    assertThat(Schema.problems(scenario)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("onlyTheReaderRefuses")
  void the_reader_knows_more(String scenario) {
    assertThat(new ScenarioParser().read(scenario, Map.of()).problems()).isNotEmpty();
    assertThat(Schema.problems(scenario)).isEmpty();
  }

  @Test
  void both_know_the_same_fields() {
    assertThat(names(Schema.TEXT.at("/properties")))
        .containsExactlyInAnyOrderElementsOf(ScenarioReader.KEYS);
    assertThat(names(Schema.TEXT.at("/$defs/phase/properties")))
        .containsExactlyInAnyOrderElementsOf(PhaseReader.KEYS);
  }

  @Test
  void every_field_is_described() {
    assertThat(List.of("/properties", "/$defs/phase/properties"))
        .flatExtracting(where -> List.copyOf(children(Schema.TEXT.at(where))))
        .allSatisfy(
            field -> {
              assertThat(field.path("title").asText()).isNotBlank();
              assertThat(field.path("description").asText()).isNotBlank();
            });
  }

  @Test
  void every_example_and_default_is_one() {
    // given
    List<JsonNode> fields = new ArrayList<>(Schema.TEXT.findParents("examples"));
    fields.addAll(Schema.TEXT.findParents("default"));
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    // when, then
    assertThat(fields).hasSizeGreaterThan(15);
    for (JsonNode field : fields) {
      var alone = field.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy();
      alone.set("$defs", Schema.TEXT.path("$defs"));
      var schema = factory.getSchema(SchemaLocation.of("urn:test"), alone);
      List<JsonNode> values = new ArrayList<>(children(field.path("examples")));
      if (field.has("default")) {
        values.add(field.path("default"));
      }
      assertThat(values).allSatisfy(value -> assertThat(schema.validate(value)).isEmpty());
    }
  }

  /** Whether a line can be split into words is the one thing both judge by different means. */
  @Test
  void lines_that_are_split_and_lines_the_pattern_matches_are_the_same() {
    // given
    Pattern pattern = Pattern.compile(Schema.TEXT.at("/$defs/command/anyOf/0/pattern").asText());
    String alphabet = "ab=  \t\"\"''\\\\$$(|&;<>)`{}";
    Random random = new Random(20261121);
    int accepted = 0;

    // when, then
    for (int i = 0; i < 50_000; i++) {
      StringBuilder line = new StringBuilder();
      int length = random.nextInt(9);
      for (int j = 0; j < length; j++) {
        line.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      boolean splits = splits(line.toString());
      accepted += splits ? 1 : 0;
      assertThat(pattern.matcher(line).find()).as("line <%s>", line).isEqualTo(splits);
    }
    assertThat(accepted).isBetween(1_000, 49_000);
  }

  private static boolean splits(String line) {
    try {
      return !WordSplitter.split(line, WordSplitter.Dollar.STAYS).isEmpty();
    } catch (NotACommandException e) {
      return false;
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<JsonNode> children(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }
}
