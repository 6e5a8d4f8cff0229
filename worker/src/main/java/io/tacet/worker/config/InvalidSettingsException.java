package io.tacet.worker.config;

import java.util.List;

/** The configuration can't be used. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With one sentence per problem. */
  public InvalidSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
