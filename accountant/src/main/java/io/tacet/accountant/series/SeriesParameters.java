package io.tacet.accountant.series;

import io.tacet.problem.FieldErrors;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which series are asked for, as it was sent. For one request. */
public class SeriesParameters {

  private static final int MOST_POINTS = 5000;

  /** A job. */
  @QueryParam("job")
  public @Nullable String job;

  /** One of its attempts. */
  @QueryParam("attempt")
  public @Nullable String attempt;

  /** A machine; without a job, what it told while it had none. */
  @QueryParam("machine")
  public @Nullable String machine;

  /** A phase. */
  @QueryParam("phase")
  public @Nullable String phase;

  /** A metric. */
  @QueryParam("metric")
  public @Nullable String metric;

  /** First moment. */
  @QueryParam("from")
  public @Nullable String from;

  /** Last moment. */
  @QueryParam("to")
  public @Nullable String to;

  /** Buckets at most per series. */
  @QueryParam("points")
  public @Nullable String points;

  /** What is asked for; of what is wrong the errors know. */
  SeriesQuery query(FieldErrors fields) {
    if (job == null && machine == null) {
      fields.add("job", "is missing; name a job, or a machine for what it told while idle");
    }
    return new SeriesQuery(
        job,
        fields.wholeNumber("attempt", attempt, 0, Integer.MAX_VALUE),
        machine,
        phase,
        metric,
        moment(fields, "from", from),
        moment(fields, "to", to));
  }

  /** Buckets at most per series, 1 to 5000; null: not said. */
  @Nullable Integer points(FieldErrors fields) {
    return fields.wholeNumber("points", points, 1, MOST_POINTS);
  }

  private static @Nullable Instant moment(FieldErrors fields, String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      fields.add(field, "must be a moment like 2026-11-21T12:00:00Z");
      return null;
    }
  }
}
