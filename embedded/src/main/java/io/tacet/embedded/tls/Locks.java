package io.tacet.embedded.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The locks of a cluster and their keys: a CA, certificates for servers on this machine, passwords.
 * All in one directory that only its owner may enter. Certificates are made anew with each object
 * of this class, passwords stay. Thread-safe.
 */
public final class Locks {

  private static final int PASSWORD_BYTES = 24;

  private final Path directory;
  private final CertificateAuthority authority;
  private final List<String> hosts = new ArrayList<>(List.of("localhost", "127.0.0.1"));
  private final SecureRandom random = new SecureRandom();

  /**
   * New locks.
   *
   * @param directory for certificates, keys and passwords; made if it is not there
   * @param address an address of this machine beside the loopback one, or that itself
   */
  public Locks(Path directory, String address) {
    this.directory = directory.toAbsolutePath();
    this.authority = CertificateAuthority.in(this.directory, "Tacet on this machine");
    if (!hosts.contains(address)) {
      hosts.add(address);
    }
  }

  /** Who signs the certificates. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** A certificate for a server on this machine. */
  public CertificateFiles server(String name) {
    return authority.issue(name, hosts);
  }

  /** The hosts that servers' certificates name. */
  public List<String> hosts() {
    return List.copyOf(hosts);
  }

  /** File with the password of a user, one line, which only its owner may read; made once. */
  public synchronized Path passwordFile(String user) {
    Path file = directory.resolve(user + ".password");
    if (!Files.exists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      random.nextBytes(bytes);
      try {
        Pem.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), "rw-------");
      } catch (IOException e) {
        throw new UncheckedIOException("can't write " + file, e);
      }
    }
    return file;
  }

  /** The password of a user, A-Z, a-z, 0-9, - and _. */
  public String password(String user) {
    try {
      return Files.readString(passwordFile(user)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the password of " + user, e);
    }
  }
}
