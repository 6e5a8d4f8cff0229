package io.tacet.worker.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.worker.measure.OutputPiece;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a job's output as they may be shown: bounded, and without what steers a terminal.
 */
final class LogTail {

  /** Most bytes of UTF-8. */
  static final int LIMIT = 8 * 1024;

  /** Most bytes of the begin, if the end is not all of it. */
  static final int HEAD_LIMIT = 2 * 1024;

  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile("\\x1B(\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(\\x07|\\x1B\\\\)?)");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

  private LogTail() {}

  /** The end of some output; null when there is none. */
  static @Nullable String of(List<OutputPiece> output) {
    String text = withinLimit(shown(lastBytes(output)));
    return text.isEmpty() ? null : text;
  }

  /** The begin of some output, as far as it does not stand in the end; null when all of it does. */
  static @Nullable String head(List<OutputPiece> output) {
    long all = output.stream().mapToLong(piece -> piece.content().length).sum();
    int most = (int) Math.min(HEAD_LIMIT, all - LIMIT);
    if (most <= 0) {
      return null;
    }
    ByteArrayOutputStream begin = new ByteArrayOutputStream();
    for (OutputPiece piece : output) {
      if (begin.size() > most) {
        break;
      }
      begin.write(piece.content(), 0, Math.min(piece.content().length, most + 1));
    }
    byte[] bytes = begin.toByteArray();
    int end = Math.min(most, bytes.length);
    while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--; // not in the middle of a character
    }
    String text = shown(java.util.Arrays.copyOf(bytes, end));
    while (text.getBytes(UTF_8).length > HEAD_LIMIT) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    return text.isEmpty() ? null : text;
  }

  private static String shown(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    text = TERMINAL_SEQUENCE.matcher(text).replaceAll("");
    return CONTROL.matcher(text).replaceAll("");
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
