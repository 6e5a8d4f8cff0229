package io.tacet.embedded.process;

import org.jspecify.annotations.Nullable;

/** A program did not come up. The message names the program, the reason, and where its log is. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public StartFailure(String message) {
    super(message);
  }
}
