package io.tacet.contract.security;

/** Whose schema registry it is. */
public enum RegistryKind {
  /** Apicurio's: its interfaces are below {@code /apis}, Confluent's among them. */
  APICURIO("/apis/ccompat/v7"),
  /**
   * Confluent's, or another that has Confluent's interface alone, at the address itself. Events are
   * then written and read with Confluent's classes: Apicurio's ask Apicurio's own interface.
   */
  CONFLUENT("");

  private final String confluentPath;

  RegistryKind(String confluentPath) {
    this.confluentPath = confluentPath;
  }

  /** Where Confluent's interface is, below the address. */
  public String confluentPath() {
    return confluentPath;
  }
}
