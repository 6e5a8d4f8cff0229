package io.tacet.accountant.series.page;

import static io.tacet.accountant.chart.Markup.escape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tacet.accountant.chart.Markup;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page that needs nothing else: script, style and data are in it, and its policy forbids it to
 * ask any network for anything. Pure.
 */
public final class ChartPage {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private ChartPage() {}

  /** The page as UTF-8 will hold it. */
  public static String write(Sheet sheet) {
    Library library = Library.get();
    String title = title(sheet);
    StringBuilder html = new StringBuilder(library.echarts().length() + 200_000);
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(policy(library))
        .append("\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .append("<title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(library.style())
        .append("\n</style></head>\n<body>\n<h1>")
        .append(escape(title))
        .append("</h1>\n");
    ChartData data = ChartData.of(sheet);
    head(html, sheet, data);
    if (sheet.view().series().isEmpty()) {
      html.append(
          "<p class=\"notice\">No samples are kept of this, or none of that time. The statistics"
              + " of whole phases are below.</p>\n");
    } else {
      html.append(
          "<noscript><p class=\"notice\">The charts need JavaScript, which is switched off here."
              + " The tables below need none.</p></noscript>\n"
              + "<h2>Charts</h2>\n<div id=\"charts\"></div>\n");
    }
    Tables.write(html, sheet);
    footer(html, library);
    if (!sheet.view().series().isEmpty()) {
      html.append("<script type=\"application/json\" id=\"data\">")
          .append(json(data))
          .append("</script>\n<script>")
          .append(library.echarts())
          .append("</script>\n<script>")
          .append(library.script())
          .append("</script>\n");
    }
    return html.append("</body></html>\n").toString();
  }

  /** Styles within elements are what the library's tooltips are made of. */
  private static String policy(Library library) {
    return "default-src 'none'; script-src "
        + Library.digest(library.echarts())
        + " "
        + Library.digest(library.script())
        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  }

  /** Nothing in it can end the element it stands in. */
  private static String json(ChartData data) {
    try {
      return JSON.writeValueAsString(data).replace("<", "\\u003c").replace(">", "\\u003e");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of numbers and texts can be written", e);
    }
  }

  private static String title(Sheet sheet) {
    return sheet.job() == null
        ? "Series of machine " + sheet.machine() + " while idle"
        : "Series of job " + sheet.job();
  }

  private static void head(StringBuilder html, Sheet sheet, ChartData data) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (sheet.job() != null) {
      entries.put(
          "Job", sheet.job() + (sheet.attempt() == null ? "" : ", attempt " + sheet.attempt()));
    }
    if (!sheet.machines().isEmpty()) {
      entries.put(
          sheet.machines().size() == 1 ? "Machine" : "Machines",
          String.join(", ", sheet.machines()));
    }
    if (sheet.project() != null) {
      entries.put("Project", sheet.project());
    }
    if (sheet.submitter() != null) {
      entries.put("Submitted by", sheet.submitter());
    }
    if (!sheet.view().series().isEmpty()) {
      Instant until = sheet.view().from().plus(data.lengthMicros(), ChronoUnit.MICROS);
      entries.put(
          "Sampled",
          time(sheet.view().from(), sheet.zone())
              + " to "
              + time(until, sheet.zone())
              + " "
              + sheet.zone()
              + ", "
              + length(data.lengthMicros()));
      entries.put(
          "Drawn",
          "mean, least and greatest sample of each "
              + length(sheet.view().bucketMicros())
              + ", over the time since the start and the time in "
              + sheet.zone());
    }
    entries.put("Made", moment(sheet.madeAt(), sheet.zone()));
    html.append("<dl class=\"head\">\n");
    entries.forEach(
        (name, value) ->
            html.append("<dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd>\n"));
    html.append("</dl>\n");
  }

  private static void footer(StringBuilder html, Library library) {
    html.append(
            "<footer class=\"dim\"><p>This page is one file and asks no network for anything. Its"
                + " charts are drawn by Apache ECharts, which is in it under the Apache License,"
                + " version 2.0:</p><pre>")
        .append(library.notice().lines().map(Markup::escape).collect(Collectors.joining("\n")))
        .append("</pre></footer>\n");
  }

  static String moment(Instant instant, ZoneId zone) {
    return time(instant, zone) + " " + zone;
  }

  static String time(Instant instant, ZoneId zone) {
    return MOMENT.format(instant.atZone(zone));
  }

  /** A length of time, given in µs. */
  static String length(long micros) {
    if (micros < 120_000_000) {
      Scale scale = Scale.of("µs", (double) micros);
      return scale.show((double) micros) + " " + scale.unit();
    }
    Duration length = Duration.ofSeconds(Math.round(micros / 1e6));
    return length.toHours() == 0
        ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
        : length.toHours() + " h " + length.toMinutesPart() + " min";
  }
}
