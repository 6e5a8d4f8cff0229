package io.tacet.accountant.dated;

import io.tacet.problem.FieldErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The moment whose knowledge a question is asked with. Immutable.
 *
 * @param moment null: now, with everything that is known
 */
public record Known(@Nullable Instant moment) {

  /** Everything that is known. */
  public static final Known NOW = new Known(null);

  /**
   * From a request: a day, at whose end (UTC) it was known, or a moment. Absent: now.
   *
   * @param now a later moment is refused: nobody knows what will be known
   */
  public static Known read(FieldErrors fields, @Nullable String text, Instant now) {
    if (text == null) {
      return NOW;
    }
    try {
      Instant moment =
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (moment.isAfter(now)
          && !text.equals(LocalDate.ofInstant(now, ZoneOffset.UTC).toString())) {
        fields.add("asKnownOn", "must not lie in the future");
      }
      return new Known(moment);
    } catch (DateTimeException e) {
      fields.add(
          "asKnownOn", "must be a day like 2026-11-21 or a moment like 2026-11-21T12:00:00Z");
      return NOW;
    }
  }

  /** Whether it is a moment of the past that is asked for. */
  public boolean isPast() {
    return moment != null;
  }

  /** For a statement's parameter of type timestamptz. */
  public String sql() {
    return moment == null ? "infinity" : moment.toString();
  }
}
