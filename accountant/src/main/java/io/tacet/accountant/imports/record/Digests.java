package io.tacet.accountant.imports.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells the same content from other content: the first half of SHA-256. For one thread. */
public final class Digests {

  private static final int KEPT = 16;
  private static final int WHOLE = 32;

  private final MessageDigest sha;
  private final byte[] whole = new byte[WHOLE];

  /** With a digest of its own. */
  public Digests() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Of a line, 16 bytes. */
  public byte[] of(Line line) {
    sha.update(line.data(), line.from(), line.length());
    return kept();
  }

  /** Of a text, 16 bytes. */
  public byte[] of(CharSequence text) {
    return of(text.toString().getBytes(UTF_8));
  }

  /** Of bytes, 16 bytes. */
  public byte[] of(byte[] bytes) {
    sha.update(bytes);
    return kept();
  }

  private byte[] kept() {
    try {
      sha.digest(whole, 0, WHOLE);
    } catch (DigestException e) {
      throw new IllegalStateException("There is room for it", e);
    }
    byte[] kept = new byte[KEPT];
    System.arraycopy(whole, 0, kept, 0, KEPT);
    return kept;
  }
}
