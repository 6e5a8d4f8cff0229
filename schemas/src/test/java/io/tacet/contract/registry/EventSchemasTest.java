package io.tacet.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemas")
  void everyTypeAndFieldSaysWhatItIs(String name, Schema schema) {
    // when
    List<String> silent = new ArrayList<>();
    visit(schema, new HashSet<>(), silent);

    // then
    assertThat(silent).as("types and fields without a doc string").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemas")
  void everyOptionalFieldDefaultsToNullAndEveryEnumHasADefault(String name, Schema schema) {
    // when
    List<String> wrong = new ArrayList<>();
    visitRules(schema, new HashSet<>(), wrong);

    // then
    assertThat(wrong).isEmpty();
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> schemas() {
    return EventSchemas.all().stream()
        .map(s -> org.junit.jupiter.params.provider.Arguments.of(s.getName(), s));
  }

  private static void visit(Schema schema, Set<String> seen, List<String> silent) {
    for (Schema type : named(schema)) {
      if (!seen.add(type.getFullName())) {
        continue;
      }
      if (type.getDoc() == null || type.getDoc().isBlank()) {
        silent.add(type.getFullName());
      }
      if (type.getType() == Schema.Type.RECORD) {
        for (Field field : type.getFields()) {
          if (field.doc() == null || field.doc().isBlank()) {
            silent.add(type.getName() + "." + field.name());
          }
          visit(field.schema(), seen, silent);
        }
      }
    }
  }

  private static void visitRules(Schema schema, Set<String> seen, List<String> wrong) {
    for (Schema type : named(schema)) {
      if (!seen.add(type.getFullName())) {
        continue;
      }
      if (type.getType() == Schema.Type.ENUM && type.getEnumDefault() == null) {
        wrong.add(type.getFullName() + " has no default symbol");
      }
      if (type.getType() == Schema.Type.RECORD) {
        for (Field field : type.getFields()) {
          if (field.schema().isNullable() && !field.hasDefaultValue()) {
            wrong.add(type.getName() + "." + field.name() + " has no default");
          }
          visitRules(field.schema(), seen, wrong);
        }
      }
    }
  }

  /** The named types directly below a schema, through unions, arrays and maps. */
  private static List<Schema> named(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().flatMap(s -> named(s).stream()).toList();
      case ARRAY -> named(schema.getElementType());
      case MAP -> named(schema.getValueType());
      case RECORD, ENUM, FIXED -> List.of(schema);
      default -> List.of();
    };
  }
}
