package io.tacet.notifier.mail;

/** A picture to be shown in a mail. Immutable. */
public final class Png {

  private final byte[] bytes;

  /** Of a PNG file's bytes. */
  public Png(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of them. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
