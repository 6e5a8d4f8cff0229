package io.tacet.it.deploy;

/** Breaks a text, to show that a check sees it. */
final class Broken {

  private Broken() {}

  /** The text with one place changed; the place has to be there. */
  static String replacing(String text, String place, String by) {
    int at = text.indexOf(place);
    if (at < 0) {
      throw new IllegalArgumentException("there is no '" + place + "' to break");
    }
    return text.substring(0, at) + by + text.substring(at + place.length());
  }
}
