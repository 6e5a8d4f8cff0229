package io.tacet.accountant.imports.gridengine;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A line of {@code accounting.jsonl}, as Open and Gridware Cluster Scheduler write it
 * (sge_accounting(5) of 9.0): the same names in JSON, times in µs, CPU time among the usage the
 * execution daemon gathered. Thread-safe.
 */
final class JsonJob {

  private static final int MOST_DIGITS = 100;

  private static final String[][] CPU = {
    {"usage", "usage", "cpu"}, {"usage", "eusage", "cpu"}, {"eusage", "cpu"}, {"usage", "cpu"}
  };

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final ProjectField project;

  JsonJob(ProjectField project) {
    this.project = project;
  }

  Job read(Line line) throws BadField {
    JsonNode record;
    try {
      record = READER.readTree(line.data(), line.from(), line.length());
    } catch (IOException e) {
      throw new BadField(BadReason.UNREADABLE, "it is no JSON object");
    }
    return new Job(
        Texts.name(text(record, "hostname", ""), "hostname"),
        Texts.name(text(record, "owner", ""), "owner"),
        Texts.name(text(record, project.key(), ""), project.key()),
        Long.toString(whole(record, "job_number", true)),
        Long.toString(whole(record, "task_number", false)),
        none(text(record, "pe_task_id", text(record, "pe_taskid", ""))),
        whole(record, "submission_time", true),
        whole(record, "start_time", true),
        whole(record, "end_time", true),
        whole(record, "failed", true),
        whole(record, "exit_status", false),
        cpu(record));
  }

  private static String none(String id) throws BadField {
    return id.isEmpty() || id.equals("NONE") ? "" : Texts.name(id, "pe_task_id");
  }

  private static String text(JsonNode record, String name, String otherwise) {
    JsonNode value = record.get(name);
    return value == null || value.isNull() ? otherwise : value.asText();
  }

  private static long whole(JsonNode record, String name, boolean needed) throws BadField {
    JsonNode value = record.get(name);
    if (value == null && !needed) {
      return 0;
    }
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new BadField(BadReason.UNREADABLE, name + " is no whole number");
    }
    return value.longValue();
  }

  private static long cpu(JsonNode record) throws BadField {
    for (String[] path : CPU) {
      JsonNode value = record;
      for (String name : path) {
        value = value.path(name);
      }
      if (value.isNumber()) {
        return micros(value.decimalValue());
      }
    }
    throw new BadField(BadReason.UNREADABLE, "its usage holds no cpu");
  }

  private static long micros(BigDecimal seconds) throws BadField {
    if (Math.abs((long) seconds.precision() - seconds.scale()) > MOST_DIGITS) {
      throw new BadField(BadReason.TOO_LARGE, "its cpu is beyond any that can be");
    }
    try {
      return seconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw new BadField(BadReason.TOO_LARGE, "its cpu is beyond any that can be");
    }
  }
}
