package io.tacet.contract.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a record type and of those within it, one line each. */
final class Fields {

  /** Property of a schema's field with the unit of its numbers. */
  static final String UNIT = "unit";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Line> lines = new ArrayList<>();

  private Fields() {}

  /**
   * A field.
   *
   * @param path from the record, parts of lists with {@code []}
   * @param unit null where there is no number
   * @param otherwise default as JSON; null: the field must be given
   */
  record Line(
      String path, String type, @Nullable String unit, @Nullable String otherwise, String doc) {}

  /** All fields, depth first, in the schema's order. */
  static List<Line> of(Schema record) {
    Fields fields = new Fields();
    fields.add("", record);
    return List.copyOf(fields.lines);
  }

  private void add(String before, Schema record) {
    for (Schema.Field field : record.getFields()) {
      String path = before + field.name();
      lines.add(
          new Line(
              path,
              type(field.schema()),
              field.getProp(UNIT),
              otherwise(field),
              field.doc() == null ? "" : field.doc()));
      Schema inner = withoutNull(field.schema());
      String mark = "";
      if (inner.getType() == Schema.Type.ARRAY) {
        inner = inner.getElementType();
        mark = "[]";
      }
      if (inner.getType() == Schema.Type.RECORD) {
        add(path + mark + ".", inner);
      }
    }
  }

  private static @Nullable String otherwise(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return null;
    }
    Object value = field.defaultVal();
    return value == JsonProperties.NULL_VALUE ? "null" : JSON.valueToTree(value).toString();
  }

  private static String type(Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      return type(withoutNull(schema)) + " or null";
    }
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
    }
    if (logical != null) {
      return "long, " + logical.getName();
    }
    return switch (schema.getType()) {
      case RECORD -> "record " + schema.getName();
      case ENUM -> "enum [" + schema.getName() + "](#" + anchor(schema) + ")";
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      default -> schema.getType().getName();
    };
  }

  /** Where the page tells of an enum. */
  static String anchor(Schema type) {
    return type.getName().toLowerCase(java.util.Locale.ROOT);
  }

  private static Schema withoutNull(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElse(schema);
  }
}
