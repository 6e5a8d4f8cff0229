package io.tacet.contract.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) as the JDK has it, with keys as their plain 32 bytes. Thread-safe. */
final class Ed25519 {

  static final String NAME = "Ed25519";

  /** Length of a public key, bytes. */
  static final int KEY_BYTES = 32;

  /** Length of a signature, bytes. */
  static final int SIGNATURE_BYTES = 64;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410). */
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ID_BYTES = 16;

  private Ed25519() {}

  /**
   * The public key with these bytes.
   *
   * @throws InvalidKeyException when they are none
   */
  static PublicKey publicKey(byte[] plain) throws InvalidKeyException {
    if (plain.length != KEY_BYTES) {
      throw new InvalidKeyException("a public key has 32 bytes, this has " + plain.length);
    }
    byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + KEY_BYTES);
    System.arraycopy(plain, 0, encoded, HEAD.length, KEY_BYTES);
    try {
      return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException("not an Ed25519 public key", e);
    }
  }

  /** The 32 bytes of a public key in SubjectPublicKeyInfo. */
  static byte[] plain(byte[] encoded) throws InvalidKeyException {
    boolean fits =
        encoded.length == HEAD.length + KEY_BYTES
            && Arrays.equals(encoded, 0, HEAD.length, HEAD, 0, HEAD.length);
    if (!fits) {
      throw new InvalidKeyException("not an Ed25519 public key (RFC 8410)");
    }
    return Arrays.copyOfRange(encoded, HEAD.length, encoded.length);
  }

  /** A public key in SubjectPublicKeyInfo, as PEM files hold it. */
  static byte[] encoded(byte[] plain) {
    byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + KEY_BYTES);
    System.arraycopy(plain, 0, encoded, HEAD.length, KEY_BYTES);
    return encoded;
  }

  /** A new pair. */
  static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(NAME).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform since 15 has " + NAME, e);
    }
  }

  /**
   * The public half of a private key. The JDK has no call for it, but its generator takes the
   * private key from the random source it is given; that it did is checked by a signature.
   *
   * @throws InvalidKeyException when the key is no Ed25519 key
   */
  static byte[] publicOf(PrivateKey key) throws InvalidKeyException {
    byte[] seed =
        key instanceof EdECPrivateKey edwards
            ? edwards.getBytes().orElse(new byte[0])
            : new byte[0];
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      PublicKey found = generator.generateKeyPair().getPublic();
      byte[] plain = plain(found.getEncoded());
      if (!verifies(found, seed, signed(key, seed))) {
        throw new InvalidKeyException("this Java platform does not tell a key's public half");
      }
      return plain;
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException("not an Ed25519 private key", e);
    }
  }

  /** What a key is called: the first 16 bytes of SHA-256 of the public key, lower-case hex. */
  static String id(byte[] plain) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static byte[] signed(PrivateKey key, byte[] message) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(NAME);
    signature.initSign(key);
    signature.update(message);
    return signature.sign();
  }

  static boolean verifies(PublicKey key, byte[] message, byte[] signed)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(NAME);
    signature.initVerify(key);
    signature.update(message);
    return signature.verify(signed);
  }

  /** Gives what it was given. */
  private static final class Fixed extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, Math.min(bytes.length, wanted.length));
    }
  }
}
