package io.tacet.contract.serde;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry does not answer; the same record can be read later. */
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1;

  /** With the topic in the message. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
