package io.tacet.accountant.problem;

import io.tacet.contract.rest.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request and gathers all that is wrong with them. For one request. */
public final class Fields {

  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final List<Problem.FieldError> errors = new ArrayList<>();

  /** Something is wrong with a field. */
  public void wrong(String field, String message) {
    errors.add(new Problem.FieldError(field, message));
  }

  /** A day, or null when the field is absent or wrong. */
  public @Nullable LocalDate day(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
        wrong(field, "must be from " + FIRST_DAY + " to " + LAST_DAY);
        return null;
      }
      return day;
    } catch (DateTimeParseException e) {
      wrong(field, "must be a day like 2026-11-21");
      return null;
    }
  }

  /** A whole number in a range, or null when the field is absent or wrong. */
  public @Nullable Integer number(String field, @Nullable String text, int least, int most) {
    if (text == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      wrong(field, "must be a whole number from " + least + " to " + most);
      return null;
    }
    wrong(field, "must be from " + least + " to " + most);
    return null;
  }

  /** The last day must not be before the first. */
  public void order(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && to.isBefore(from)) {
      wrong("to", "must not be before from");
    }
  }

  /**
   * Ends the request if anything was wrong.
   *
   * @throws ProblemException with all errors
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw ProblemException.fields(errors);
    }
  }
}
