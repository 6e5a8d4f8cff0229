package io.tacet.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The Message-ID of a mail: the same each time the mail is sent, so that a mail server or reader
 * that got it twice can tell.
 */
final class MessageId {

  private static final int HASH_CHARACTERS = 16;

  private MessageId() {}

  /** {@code <kind.about.hash@host>}; the hash is over recipient and everything else. */
  static String of(MailDraft draft, String host) {
    String all = draft.kind() + '\n' + draft.about() + '\n' + draft.recipient();
    return "<"
        + word(draft.kind())
        + "."
        + word(draft.about())
        + "."
        + hash(all).substring(0, HASH_CHARACTERS)
        + "@"
        + host
        + ">";
  }

  private static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9_-]", "-");
    return word.length() > 64 ? word.substring(0, 64) : word;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
