package io.tacet.accountant.series.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The scripts and the style of a page, from the class path. They are put into it whole, and it runs
 * no script but them, which it knows by their digests. Immutable.
 *
 * @param echarts Apache ECharts, with its licence at its head
 * @param notice its notice
 * @param script what draws with it
 * @param style how the page looks
 */
record Library(String echarts, String notice, String script, String style) {

  private static final Library READ =
      new Library(
          read("echarts/echarts.min.js"),
          read("echarts/NOTICE"),
          read("page.js"),
          read("page.css"));

  static Library get() {
    return READ;
  }

  /** Digest of a script as the policy of a page names it. */
  static String digest(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** A line's end may not change what the digest is of: browsers know none but this. */
  private static String read(String name) {
    try (InputStream in = Library.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing on the class path");
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
