package io.tacet.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.tacet.contract.rest.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Says what is wrong with a body that is no JSON, or not the JSON that is asked for. */
final class JsonProblems {

  private JsonProblems() {}

  static Problem of(JsonProcessingException e) {
    String where = where(e.getLocation());
    if (e instanceof JsonMappingException mapping
        && !(e.getCause() instanceof JsonParseException)) {
      String field = field(mapping);
      return new Problem(
          "urn:tacet:problem:invalid-fields",
          "Some fields are not valid",
          400,
          field + ": " + message(mapping) + where,
          null,
          List.of(new Problem.FieldError(field, message(mapping))));
    }
    return new Problem(
        "urn:tacet:problem:no-json",
        "The body is no JSON",
        400,
        e.getOriginalMessage() + where,
        null,
        List.of());
  }

  private static String message(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      return "is not known here; known are " + known;
    }
    if (e instanceof InvalidFormatException format) {
      return "'" + format.getValue() + "' is not " + kind(format.getTargetType());
    }
    if (e.getCause() instanceof InputCoercionException range) {
      return "must be " + kind(range.getTargetType());
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be " + kind(mismatch.getTargetType());
    }
    return "can't be read";
  }

  private static String kind(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == BigDecimal.class || type == Double.class || type == double.class) {
      return "a number";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number in range";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list";
    }
    return "an object";
  }

  private static String field(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "(body)" : path.toString();
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
