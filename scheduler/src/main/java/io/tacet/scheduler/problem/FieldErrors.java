package io.tacet.scheduler.problem;

import io.tacet.contract.rest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a body, to say all of it at once. */
public final class FieldErrors {

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

  /** A whole number from a query, in a range; what it is when nothing is given. */
  public int wholeNumber(String field, @Nullable String text, int least, int most, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
      add(field, "must be from " + least + " to " + most);
    } catch (NumberFormatException e) {
      add(field, "must be a whole number");
    }
    return otherwise;
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
