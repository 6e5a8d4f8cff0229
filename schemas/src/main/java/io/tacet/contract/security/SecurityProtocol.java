package io.tacet.contract.security;

/** How Kafka is spoken to, by Kafka's own names. */
public enum SecurityProtocol {
  /** Neither encrypted nor signed in: for a developer's machine. */
  PLAINTEXT,
  /** Encrypted; the client shows a certificate, if it has one. */
  SSL,
  /** Encrypted; the client signs in with user and password (SCRAM-SHA-512). */
  SASL_SSL;

  /** Whether the connection is encrypted and the broker proves who it is. */
  public boolean isSecure() {
    return this != PLAINTEXT;
  }
}
