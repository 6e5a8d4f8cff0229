package io.tacet.contract.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * A private key and its public half, from a PKCS#8 PEM file that its owner alone can read ({@code
 * openssl genpkey -algorithm ed25519} writes such files, too). Immutable, thread-safe.
 */
public final class SigningKey {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  /** A secret that Kubernetes mounts belongs to root and can be read by the pod's group. */
  private static final Set<PosixFilePermission> OWNER_AND_GROUP =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ);

  private final PrivateKey key;
  private final PublicHalf publicHalf;

  private SigningKey(PrivateKey key) throws InvalidKeyException {
    this.key = key;
    this.publicHalf = PublicHalf.of(Ed25519.publicOf(key));
  }

  /**
   * Reads a key that its owner alone can read.
   *
   * @throws IOException when it can't be read, others than its owner can, or it holds no such key;
   *     a sentence for a person, with the file and what to do, without its content
   */
  public static SigningKey read(Path file) throws IOException {
    return read(file, OWNER);
  }

  /**
   * Reads the key of a service, which its group may read, too; where no jobs run.
   *
   * @throws IOException as {@link #read(Path)}
   */
  public static SigningKey readOfService(Path file) throws IOException {
    return read(file, OWNER_AND_GROUP);
  }

  private static SigningKey read(Path file, Set<PosixFilePermission> allowed) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no file: make a key with 'tacet-worker key'");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!allowed.containsAll(permissions)) {
      throw new IOException(
          file
              + " can be read by others ("
              + PosixFilePermissions.toString(permissions)
              + "): chmod 600 "
              + file);
    }
    if (!Files.isReadable(file)) {
      throw new IOException(
          file + " can't be read by user " + System.getProperty("user.name") + ": chown it");
    }
    try {
      return parse(Files.readString(file));
    } catch (InvalidKeyException e) {
      throw new IOException(file + " " + e.getMessage(), e);
    }
  }

  /** The key in a PEM text. */
  static SigningKey parse(String text) throws InvalidKeyException {
    String pem = text.strip();
    if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
      throw new InvalidKeyException("holds no PKCS#8 key (-----BEGIN PRIVATE KEY-----)");
    }
    String body = pem.substring(BEGIN.length(), pem.length() - END.length());
    try {
      byte[] encoded = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
      return new SigningKey(
          KeyFactory.getInstance(Ed25519.NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new InvalidKeyException("holds no Ed25519 key", e);
    }
  }

  /**
   * Makes a new pair and keeps the private key in a new file (mode 0600).
   *
   * @throws java.nio.file.FileAlreadyExistsException when the file is there: a key is never
   *     overwritten
   */
  public static SigningKey create(Path file) throws IOException {
    PrivateKey made = Ed25519.generate().getPrivate();
    String pem =
        BEGIN + "\n" + Base64.getEncoder().encodeToString(made.getEncoded()) + "\n" + END + "\n";
    Files.createFile(
        file,
        PosixFilePermissions.asFileAttribute(
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
    Files.writeString(
        file, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
    return read(file);
  }

  /** A new key that is kept nowhere, for tests. */
  public static SigningKey random() {
    try {
      return new SigningKey(Ed25519.generate().getPrivate());
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("The platform refuses its own key", e);
    }
  }

  /** What is registered and published. */
  public PublicHalf publicHalf() {
    return publicHalf;
  }

  PrivateKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "signing " + publicHalf; // never the key itself
  }
}
