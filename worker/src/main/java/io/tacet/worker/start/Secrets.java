package io.tacet.worker.start;

import java.util.regex.Pattern;

/** Which settings nobody should read, and how they are shown. Stateless. */
final class Secrets {

  static final String MASK = "********";

  private static final Pattern NAME =
      Pattern.compile(
          ".*(password|passwd|secret|token|credential|passphrase|api-?key|private-key|jaas).*",
          Pattern.CASE_INSENSITIVE);

  /** A file that holds a secret is none. */
  private static final Pattern PLACE = Pattern.compile(".*(-file|-path|-dir|\\.file|\\.location)$");

  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+:[^/@\\s]+(?=@)");

  private Secrets() {}

  /** Whether the value of a key of this name is a secret. */
  static boolean isName(String key) {
    return NAME.matcher(key).matches() && !PLACE.matcher(key).matches();
  }

  /** Whether a value holds one. */
  static boolean isIn(String value) {
    return USER_INFO.matcher(value).find();
  }

  /** A value with what is secret in it covered. */
  static String covered(String value) {
    return USER_INFO.matcher(value).replaceAll(MASK);
  }
}
