package io.tacet.embedded;

/** The parts of a cluster, in the order in which they are shown. */
public enum PartName {
  KAFKA("Kafka"),
  POSTGRES("PostgreSQL"),
  REGISTRY("Schema registry"),
  MAIL("Mail catcher");

  private final String title;

  PartName(String title) {
    this.title = title;
  }

  /** How it is called to people. */
  public String title() {
    return title;
  }
}
