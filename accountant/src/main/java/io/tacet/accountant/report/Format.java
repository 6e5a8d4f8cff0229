package io.tacet.accountant.report;

import io.tacet.problem.FieldErrors;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A form of a report. */
enum Format {
  JSON("application/json"),
  CSV("text/csv; charset=utf-8"),
  TEXT("text/plain; charset=utf-8"),
  HTML("text/html; charset=utf-8");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** The report itself for JSON, which the framework writes, else text. */
  Object write(Report report) {
    return switch (this) {
      case JSON -> report;
      case CSV -> CsvReport.write(report);
      case TEXT -> TextReport.write(report);
      case HTML -> HtmlReport.write(report);
    };
  }

  static Format read(FieldErrors fields, @Nullable String text) {
    for (Format format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(text == null ? "json" : text)) {
        return format;
      }
    }
    fields.add("format", "must be json, csv, text or html");
    return JSON;
  }
}
