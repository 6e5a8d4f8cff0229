package io.tacet.accountant.problem;

import io.tacet.contract.rest.Problem;
import java.util.List;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient List<Problem.FieldError> errors;

  private ProblemException(int status, String detail, List<Problem.FieldError> errors) {
    super(detail);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /** Of a status, with a sentence that says what to do. */
  public static ProblemException of(int status, String detail) {
    return new ProblemException(status, detail, List.of());
  }

  /** 400, with what is wrong with each field. */
  public static ProblemException fields(List<Problem.FieldError> errors) {
    return new ProblemException(400, "The request has errors in its fields", errors);
  }

  int status() {
    return status;
  }

  List<Problem.FieldError> errors() {
    return errors;
  }
}
