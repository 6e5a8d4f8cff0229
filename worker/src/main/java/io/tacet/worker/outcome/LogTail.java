package io.tacet.worker.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.worker.measure.OutputPiece;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The end of a job's output as it may be shown: bounded, and without what steers a terminal. */
final class LogTail {

  /** Most bytes of UTF-8. */
  static final int LIMIT = 8 * 1024;

  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile("\\x1B(\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(\\x07|\\x1B\\\\)?)");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

  private LogTail() {}

  /** The end of some output; null when there is none. */
  static @Nullable String of(List<OutputPiece> output) {
    byte[] end = lastBytes(output);
    String text = new String(end, UTF_8);
    text = TERMINAL_SEQUENCE.matcher(text).replaceAll("");
    text = CONTROL.matcher(text).replaceAll("");
    text = withinLimit(text);
    return text.isEmpty() ? null : text;
  }

  private static byte[] lastBytes(List<OutputPiece> output) {
    Deque<byte[]> end = new ArrayDeque<>();
    int bytes = 0;
    for (int i = output.size() - 1; i >= 0 && bytes < LIMIT; i--) {
      byte[] content = output.get(i).content();
      end.addFirst(content);
      bytes += content.length;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    end.forEach(joined::writeBytes);
    byte[] all = joined.toByteArray();
    int from = Math.max(0, all.length - LIMIT);
    while (from > 0 && from < all.length && (all[from] & 0xC0) == 0x80) {
      from++; // not in the middle of a character
    }
    return java.util.Arrays.copyOfRange(all, from, all.length);
  }

  /** What is no UTF-8 became replacement characters, which may be longer than it was. */
  private static String withinLimit(String text) {
    String rest = text;
    while (rest.getBytes(UTF_8).length > LIMIT) {
      int over = rest.getBytes(UTF_8).length - LIMIT;
      int cut = rest.offsetByCodePoints(0, Math.max(1, over / 4));
      rest = rest.substring(cut);
    }
    return rest;
  }
}
