package io.tacet.contract.registry;

import static java.util.stream.Collectors.toSet;
import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema must read what every release wrote, and every release what it writes. */
class ReleasedSchemasTest {

  private static final Path RELEASES = Path.of("released");

  @ParameterizedTest(name = "{0}")
  @MethodSource("released")
  void everyReleasedSchemaIsCompatibleWithTheCurrentOneInBothDirections(Path file)
      throws IOException {
    // given
    Schema released = parse(Files.readString(file));

    // when
    List<Schema> current = currentOf(released);

    // then
    assertThat(current).as("a released record type may not disappear").hasSize(1);
    assertThat(problems(current.get(0), released)).isEmpty();
    assertThat(problems(released, current.get(0))).isEmpty();
  }

  @Test
  void everySchemaHasAReleasedFile() throws IOException {
    // when
    var names =
        released()
            .map(ReleasedSchemasTest::read)
            .map(text -> parse(text).getFullName())
            .collect(toSet());

    // then
    assertThat(names).containsAll(EventSchemas.all().stream().map(Schema::getFullName).toList());
  }

  @Test
  void aFieldWithoutADefaultIsRefused() {
    // given
    Schema before = parse(record("{\"name\": \"a\", \"type\": \"int\"}"));
    Schema after =
        parse(record("{\"name\": \"a\", \"type\": \"int\"}, {\"name\": \"b\", \"type\": \"int\"}"));

    // when
    List<SchemaCompatibility.Incompatibility> problems = problems(after, before);

    // then
    assertThat(problems).isNotEmpty();
  }

  @Test
  void anEnumMayGrowBecauseItHasADefault() {
    // given
    Schema before = parse(state("\"UNKNOWN\", \"ON\""));
    Schema after = parse(state("\"UNKNOWN\", \"ON\", \"OFF\""));

    // when
    List<SchemaCompatibility.Incompatibility> problems = problems(before, after);

    // then
    assertThat(problems).isEmpty();
  }

  static Stream<Path> released() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASES)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList().stream();
    }
  }

  private static List<Schema> currentOf(Schema released) {
    return EventSchemas.all().stream()
        .filter(schema -> schema.getFullName().equals(released.getFullName()))
        .toList();
  }

  private static List<SchemaCompatibility.Incompatibility> problems(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    return result.getCompatibility() == COMPATIBLE ? List.of() : result.getIncompatibilities();
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String record(String fields) {
    return "{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + fields + "]}";
  }

  private static String state(String symbols) {
    return "{\"type\": \"enum\", \"name\": \"E\", \"default\": \"UNKNOWN\", \"symbols\": ["
        + symbols
        + "]}";
  }
}
