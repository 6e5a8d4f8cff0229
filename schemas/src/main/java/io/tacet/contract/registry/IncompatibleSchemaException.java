package io.tacet.contract.registry;

import java.io.IOException;

/**
 * The registry refused a schema because readers or writers of an older one could not live with it.
 */
public final class IncompatibleSchemaException extends IOException {

  private static final long serialVersionUID = 1;

  /** With the subject and the registry's words. */
  public IncompatibleSchemaException(String message) {
    super(message);
  }
}
