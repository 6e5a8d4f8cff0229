package io.tacet.scheduler.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads feeds. Times are ISO 8601 with an offset; the order does not matter.
 *
 * <pre>{@code
 * # CSV; a header line is left out, so are comments
 * time,value
 * 2026-11-21T12:00:00Z,183.5
 *
 * [{"time": "2026-11-21T12:00:00Z", "value": 183.5}]
 * }</pre>
 */
final class FeedFormat {

  private static final int MOST_POINTS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FeedFormat() {}

  /**
   * The points, in order of time.
   *
   * @throws FeedFailed naming the line, or the element, that is wrong
   */
  static List<Point> read(String text) throws FeedFailed {
    List<Point> points = text.stripLeading().startsWith("[") ? json(text) : csv(text);
    if (points.isEmpty()) {
      throw new FeedFailed("it has no values");
    }
    if (points.size() > MOST_POINTS) {
      throw new FeedFailed("it has more than " + MOST_POINTS + " values");
    }
    points.sort(Comparator.comparing(Point::time));
    return points;
  }

  private static List<Point> csv(String text) throws FeedFailed {
    List<Point> points = new ArrayList<>();
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("time,")) {
        continue;
      }
      String[] fields = line.split(",", -1);
      if (fields.length != 2) {
        throw new FeedFailed("line " + (i + 1) + " is not time,value");
      }
      points.add(point(fields[0], fields[1], "line " + (i + 1)));
    }
    return points;
  }

  private static List<Point> json(String text) throws FeedFailed {
    List<Point> points = new ArrayList<>();
    try {
      for (JsonNode element : JSON.readTree(text)) {
        String where = "element " + (points.size() + 1);
        points.add(point(element.path("time").asText(), element.path("value").asText(), where));
      }
    } catch (JsonProcessingException e) {
      throw new FeedFailed("it is no JSON: line " + e.getLocation().getLineNr());
    }
    return points;
  }

  private static Point point(String time, String value, String where) throws FeedFailed {
    try {
      Instant at = OffsetDateTime.parse(time.strip()).toInstant();
      double number = Double.parseDouble(value.strip());
      if (!Double.isFinite(number)) {
        throw new FeedFailed(where + " has a value that is no number");
      }
      return new Point(at, number);
    } catch (DateTimeException e) {
      throw new FeedFailed(where + " has no time like 2026-11-21T12:00:00Z");
    } catch (NumberFormatException e) {
      throw new FeedFailed(where + " has a value that is no number");
    }
  }
}
