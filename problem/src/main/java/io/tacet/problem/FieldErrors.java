package io.tacet.problem;

import io.tacet.contract.rest.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a request and collects what is wrong with them, to say all of it at once. For one
 * request.
 */
public final class FieldErrors {

  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n\\r]]");

  private final List<Problem.FieldError> errors = new ArrayList<>();

  /** Adds one. */
  public void add(String field, String message) {
    errors.add(new Problem.FieldError(field, message));
  }

  /** Adds one if a condition does not hold. */
  public void require(boolean condition, String field, String message) {
    if (!condition) {
      add(field, message);
    }
  }

  /** A text of one line: no control characters, no more than so many characters. */
  public void line(String field, @Nullable String text, int longest) {
    if (text != null) {
      require(text.length() <= longest, field, "must have at most " + longest + " characters");
      require(!CONTROL.matcher(text).find(), field, "must not hold control characters");
    }
  }

  /** A text of several lines: no control characters but tab and line ends. */
  public void lines(String field, @Nullable String text, int longest) {
    if (text != null) {
      require(text.length() <= longest, field, "must have at most " + longest + " characters");
      require(
          !CONTROL_BUT_LINES.matcher(text).find(),
          field,
          "must not hold control characters but tab and line ends");
    }
  }

  /**
   * A whole number from a query, in a range; what it is when nothing, or nothing right, is given.
   */
  public int wholeNumber(String field, @Nullable String text, int least, int most, int otherwise) {
    Integer number = wholeNumber(field, text, least, most);
    return number == null ? otherwise : number;
  }

  /** A whole number from a query, in a range; null when it is absent or wrong. */
  public @Nullable Integer wholeNumber(String field, @Nullable String text, int least, int most) {
    if (text == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      add(field, "must be a whole number from " + least + " to " + most);
      return null;
    }
    add(field, "must be from " + least + " to " + most);
    return null;
  }

  /** A day from a query, as ISO 8601 writes it; null when it is absent or wrong. */
  public @Nullable LocalDate day(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
        return day;
      }
    } catch (DateTimeParseException e) {
      add(field, "must be a day like 2026-11-21");
      return null;
    }
    add(field, "must be from " + FIRST_DAY + " to " + LAST_DAY);
    return null;
  }

  /** Two days of which the last, the field {@code to}, must not be before the first. */
  public void order(@Nullable LocalDate from, @Nullable LocalDate to) {
    require(from == null || to == null || !to.isBefore(from), "to", "must not be before from");
  }

  /** What is wrong so far. */
  public List<Problem.FieldError> all() {
    return List.copyOf(errors);
  }

  /**
   * Ends the request if anything is wrong.
   *
   * @throws ProblemException 400 with all of it
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }
}
