package io.tacet.notifier.preference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says whose choice a link may change: {@code <user>.<signature>}, both base64url, the signature
 * the first 128 bits of an HMAC-SHA256. It does not expire, because a mail may be read years later
 * and its link must still stop the mails (RFC 8058, 3.1).
 */
final class PreferenceToken {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "tacet mail preferences 1\n";
  private static final int BYTES = 16;

  private PreferenceToken() {}

  static String of(String user, byte[] key) {
    return encode(user.getBytes(UTF_8)) + "." + encode(signature(user, key));
  }

  /** The user it was made for; empty when it was not made with this key. */
  static Optional<String> user(String token, byte[] key) {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      String user = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), UTF_8);
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return MessageDigest.isEqual(signature, signature(user, key))
          ? Optional.of(user)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not base64: nobody signed that
    }
  }

  private static byte[] signature(String user, byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Arrays.copyOf(mac.doFinal((PURPOSE + user).getBytes(UTF_8)), BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
