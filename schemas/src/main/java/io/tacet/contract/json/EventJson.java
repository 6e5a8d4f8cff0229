package io.tacet.contract.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON: one member per field, in the schema's order; what is null is there as null.
 * Times are ISO 8601 in UTC with microseconds, decimals plain numbers, bytes Base64, enums their
 * symbols. What JSON has no number for (NaN, Infinity) is a string. Unlike Avro's own JSON it names
 * no branches of unions.
 */
public final class EventJson {

  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EventJson() {}

  /** The JSON of a record, generated class or generic. */
  public static ObjectNode of(IndexedRecord event) {
    ObjectNode object = JSON.objectNode();
    for (Schema.Field field : event.getSchema().getFields()) {
      object.set(field.name(), value(field.schema(), event.get(field.pos())));
    }
    return object;
  }

  private static JsonNode value(Schema schema, @Nullable Object value) {
    if (value == null) {
      return JSON.nullNode();
    }
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case UNION -> value(branch(schema), value);
      case RECORD -> of((IndexedRecord) value);
      case ARRAY -> array(schema, (Collection<?>) value);
      case MAP -> map(schema, (Map<?, ?>) value);
      case BYTES ->
          logical instanceof LogicalTypes.Decimal decimal
              ? decimal(schema, decimal, value)
              : JSON.textNode(base64((ByteBuffer) value));
      case LONG ->
          logical instanceof LogicalTypes.TimestampMicros
              ? JSON.textNode(time(value))
              : JSON.numberNode((Long) value);
      case INT -> JSON.numberNode((Integer) value);
      case DOUBLE -> number((Double) value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      default -> JSON.textNode(value.toString());
    };
  }

  /** Our unions are a type or null; FULL_TRANSITIVE leaves nothing else. */
  private static Schema branch(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElse(union);
  }

  private static ArrayNode array(Schema schema, Collection<?> values) {
    ArrayNode array = JSON.arrayNode(values.size());
    values.forEach(value -> array.add(value(schema.getElementType(), value)));
    return array;
  }

  private static ObjectNode map(Schema schema, Map<?, ?> values) {
    ObjectNode object = JSON.objectNode();
    values.forEach((key, value) -> object.set(key.toString(), value(schema.getValueType(), value)));
    return object;
  }

  private static JsonNode decimal(Schema schema, LogicalTypes.Decimal type, Object value) {
    BigDecimal number =
        value instanceof BigDecimal known
            ? known
            : new Conversions.DecimalConversion().fromBytes((ByteBuffer) value, schema, type);
    return DecimalNode.valueOf(number);
  }

  private static JsonNode number(double value) {
    return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
  }

  private static String time(Object value) {
    Instant instant =
        value instanceof Instant known
            ? known
            : Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
    return MICROS.format(instant);
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
