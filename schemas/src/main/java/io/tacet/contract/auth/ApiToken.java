package io.tacet.contract.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * API tokens: {@code tacet_} and 256 random bits in URL-safe base64, sent as {@code Authorization:
 * Bearer}. Only the hash is stored or published; as the token is random, a plain SHA-256 cannot be
 * searched.
 */
public final class ApiToken {

  private static final String MARK = "tacet_";
  private static final int RANDOM_BYTES = 32;

  private ApiToken() {}

  /** A new token; to be shown once and not kept. */
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256 of a token, lower-case hex, as in the directory's {@code tokenHashes}. */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
