package io.tacet.contract.acl;

/** How the broker calls a user. */
public enum PrincipalForm {
  /** Signed in with a password: {@code User:NAME}. */
  PASSWORD("User:"),
  /** Signed in with a certificate whose subject is its common name alone: {@code User:CN=NAME}. */
  CERTIFICATE("User:CN=");

  private final String prefix;

  PrincipalForm(String prefix) {
    this.prefix = prefix;
  }

  /** The principal of a user. */
  public String of(String user) {
    return prefix + user;
  }
}
