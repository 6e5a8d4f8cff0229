package io.tacet.contract.signature;

import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key, as it is registered and published. Immutable, thread-safe.
 *
 * <p>As text it is PEM ({@code -----BEGIN PUBLIC KEY-----}, RFC 8410), or what stands in it between
 * the lines of dashes.
 */
public final class PublicHalf {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final byte[] plain;
  private final PublicKey key;
  private final String id;

  private PublicHalf(byte[] plain) throws InvalidKeyException {
    this.plain = plain.clone();
    this.key = Ed25519.publicKey(plain);
    this.id = Ed25519.id(plain);
  }

  /**
   * The key with these 32 bytes.
   *
   * @throws InvalidKeyException when they are none
   */
  public static PublicHalf of(byte[] plain) throws InvalidKeyException {
    return new PublicHalf(plain);
  }

  /**
   * The key in a text.
   *
   * @throws InvalidKeyException when there is none, with a sentence for a person; a private key is
   *     not repeated in it
   */
  public static PublicHalf parse(String text) throws InvalidKeyException {
    String body = text.strip();
    if (body.contains("PRIVATE KEY")) {
      throw new InvalidKeyException(
          "is a private key: give the public half (-----BEGIN PUBLIC KEY-----), keep the"
              + " private one where it was made, and make a new pair if it has been sent");
    }
    if (body.startsWith(BEGIN) && body.endsWith(END)) {
      body = body.substring(BEGIN.length(), body.length() - END.length());
    }
    byte[] encoded;
    try {
      encoded = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("is not PEM (-----BEGIN PUBLIC KEY-----) nor its base64", e);
    }
    try {
      return new PublicHalf(Ed25519.plain(encoded));
    } catch (InvalidKeyException e) {
      throw new InvalidKeyException("is not an Ed25519 public key", e);
    }
  }

  /** What it is called everywhere: 32 hex digits, derived from the key. */
  public String id() {
    return id;
  }

  /** Its 32 bytes. */
  public byte[] plain() {
    return plain.clone();
  }

  /** What stands in PEM between the lines of dashes, in one line. */
  public String base64() {
    return Base64.getEncoder().encodeToString(Ed25519.encoded(plain));
  }

  /** As PEM, with a line end. */
  public String pem() {
    return BEGIN + "\n" + base64() + "\n" + END + "\n";
  }

  PublicKey key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicHalf that && Arrays.equals(plain, that.plain);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(plain);
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
