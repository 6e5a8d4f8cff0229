package io.tacet.worker.hwmon;

import java.io.IOException;

/** There is no such chip, or it has no such feature. The message names what there is. */
public final class NoSuchFeatureException extends IOException {

  private static final long serialVersionUID = 1;

  /** With what is missing and what is there. */
  public NoSuchFeatureException(String message) {
    super(message);
  }
}
