package io.tacet.intake;

import java.util.regex.Pattern;

/**
 * Under which name a service reads: its consumer group, its clients and its dead letters carry it.
 * Each service has one, as a bean. Not a setting: under another name a service would read
 * everything again.
 *
 * @param value e.g. {@code notifier}; small letters and hyphens
 */
public record ReaderName(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z]+(-[a-z]+)*");

  /** Checks its form. */
  public ReaderName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not small letters and hyphens");
    }
  }

  /** Id of a Kafka client of the service, and the stem of its other clients' ids. */
  String clientId() {
    return "tacet-" + value;
  }
}
