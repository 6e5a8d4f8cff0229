package io.tacet.cli.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verb could not do what it was asked. Leads to exit code 1; what is said is for a person. */
public class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final transient List<String> advice;

  /**
   * A failure.
   *
   * @param message what went wrong, one sentence
   * @param advice what to do about it, one line each
   */
  public CommandFailure(String message, String... advice) {
    this(null, message, List.of(advice));
  }

  /** A failure with the reason that {@code TACET_DEBUG=1} shows. */
  public CommandFailure(@Nullable Throwable cause, String message, List<String> advice) {
    super(message, cause);
    this.text = message;
    this.advice = List.copyOf(advice);
  }

  /** What went wrong. */
  public final String text() {
    return text;
  }

  /** What to do about it, one line each; may be empty. */
  public final List<String> advice() {
    return advice;
  }
}
