package io.tacet.contract.serde;

import org.jspecify.annotations.Nullable;

/** The bytes of a record are not an event, now or later: it belongs to the dead letters. */
public final class UndecodableEventException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the topic and the reason in the message. */
  public UndecodableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
