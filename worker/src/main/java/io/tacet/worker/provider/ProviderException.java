package io.tacet.worker.provider;

/** A provider did not do as it must; what it measured cannot be used. The message names it. */
public final class ProviderException extends Exception {

  private static final long serialVersionUID = 1;

  /** With its name and what it did. */
  public ProviderException(String provider, String what) {
    super("provider " + provider + ": " + what);
  }
}
