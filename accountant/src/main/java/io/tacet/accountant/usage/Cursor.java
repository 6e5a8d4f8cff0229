package io.tacet.accountant.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.problem.FieldErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Place in the list of usage: behind the row it was made from. Immutable.
 *
 * @param endedAt with the row's id, the order of the list
 */
record Cursor(Instant endedAt, UUID recordId) {

  private static final String SEPARATOR = "\n";

  /** From a request; null when absent or wrong. */
  static @Nullable Cursor read(FieldErrors errors, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      List<String> parts = List.of(plain.split(SEPARATOR, -1));
      if (parts.size() == 2) {
        return new Cursor(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      errors.add("cursor", "must be the nextCursor of an earlier page");
      return null;
    }
    errors.add("cursor", "must be the nextCursor of an earlier page");
    return null;
  }

  /** For an answer. */
  String text() {
    String plain = String.join(SEPARATOR, endedAt.toString(), recordId.toString());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }
}
