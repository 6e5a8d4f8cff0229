package io.tacet.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.rest.Problem.FieldError;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FieldErrorsTest {

  private final FieldErrors errors = new FieldErrors();

  @Test
  void whatIsRightIsRead() {
    // when
    LocalDate day = errors.day("from", "2026-11-21");
    Integer number = errors.wholeNumber("attempt", "0", 0, 9);
    int limit = errors.wholeNumber("limit", null, 1, 500, 50);

    // then
    assertThat(day).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(number).isZero();
    assertThat(limit).isEqualTo(50);
    assertThat(errors.all()).isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    // when
    errors.day("from", "yesterday");
    errors.day("to", "0001-01-01");
    errors.wholeNumber("limit", "many", 1, 500, 50);
    errors.wholeNumber("attempt", "10", 0, 9);
    errors.order(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1));
    errors.line("name", "a\nb", 2);

    // then
    assertThat(errors.all())
        .containsExactly(
            new FieldError("from", "must be a day like 2026-11-21"),
            new FieldError("to", "must be from 1970-01-01 to 9999-12-31"),
            new FieldError("limit", "must be a whole number from 1 to 500"),
            new FieldError("attempt", "must be from 0 to 9"),
            new FieldError("to", "must not be before from"),
            new FieldError("name", "must have at most 2 characters"),
            new FieldError("name", "must not hold control characters"));
    assertThatThrownBy(errors::throwIfAny)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().errors()).hasSize(7));
  }
}
