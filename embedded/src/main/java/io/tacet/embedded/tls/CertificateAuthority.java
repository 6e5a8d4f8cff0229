package io.tacet.embedded.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA that is made at start and forgets its own key when this process ends: whoever starts again
 * makes a new one. Keys are ECDSA on P-256, certificates valid for a year. Thread-safe.
 */
public final class CertificateAuthority {

  private static final Duration VALID = Duration.ofDays(365);
  private static final Duration CLOCKS_APART = Duration.ofHours(1);
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 120;
  private static final char[] NO_PASSWORD = {};
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final Path directory;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final SecureRandom random = new SecureRandom();

  private CertificateAuthority(Path directory, String name) {
    this.directory = directory;
    this.keys = keyPair();
    this.certificate =
        sign(
            new X500Name("CN=" + name),
            keys,
            new X500Name("CN=" + name),
            List.of(),
            since(),
            VALID,
            true);
    write(file(), Pem.of("CERTIFICATE", encoded(certificate)), "rw-r--r--");
  }

  /**
   * A new one.
   *
   * @param directory for its certificate, {@code ca.pem}, and all it signs; made if it is not there
   * @param name common name
   */
  public static CertificateAuthority in(Path directory, String name) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for certificates", e);
    }
    return new CertificateAuthority(directory.toAbsolutePath(), name);
  }

  /** PEM file with its certificate, for those who trust it. */
  public Path file() {
    return directory.resolve("ca.pem");
  }

  /** A certificate for a server or client of some name, valid from an hour ago for a year. */
  public CertificateFiles issue(String name, List<String> hosts) {
    return issue(name, hosts, since(), VALID);
  }

  /**
   * A certificate in {@code NAME.pem} with its key in {@code NAME.key}; those there are replaced.
   *
   * @param name common name
   * @param hosts names and addresses it stands for
   * @param from begin of its validity
   * @param valid how long it is valid
   */
  public CertificateFiles issue(String name, List<String> hosts, Instant from, Duration valid) {
    KeyPair own = keyPair();
    X509Certificate signed =
        sign(issuer(), own, new X500Name("CN=" + name), hosts, from, valid, false);
    CertificateFiles files =
        new CertificateFiles(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    write(
        files.certificate(),
        Pem.of("CERTIFICATE", encoded(signed)) + Pem.of("CERTIFICATE", encoded(certificate)),
        "rw-r--r--");
    write(files.key(), Pem.of("PRIVATE KEY", own.getPrivate().getEncoded()), "rw-------");
    return files;
  }

  /** A context for a server in this process, with a certificate of its own. */
  public SSLContext serve(String name, List<String> hosts) {
    return serve(name, hosts, since(), VALID);
  }

  /** The same, valid from then and for so long. */
  public SSLContext serve(String name, List<String> hosts, Instant from, Duration valid) {
    KeyPair own = keyPair();
    X509Certificate signed =
        sign(issuer(), own, new X500Name("CN=" + name), hosts, from, valid, false);
    return context(
        store -> {
          store.setCertificateEntry("ca", certificate); // of clients, where they show one
          store.setKeyEntry(
              name, own.getPrivate(), NO_PASSWORD, new X509Certificate[] {signed, certificate});
        });
  }

  /** A context that trusts this authority and nobody else. */
  public SSLContext trust() {
    return context(store -> store.setCertificateEntry("ca", certificate));
  }

  /** What goes into a key store. */
  private interface Content {
    void put(KeyStore store) throws GeneralSecurityException;
  }

  private static SSLContext context(Content content) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      content.put(store);
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store);
      KeyManagerFactory shown =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      shown.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JVM has TLS and PKCS #12", e);
    }
  }

  private X500Name issuer() {
    return new X500Name(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
  }

  private X509Certificate sign(
      X500Name issuer,
      KeyPair subjectKeys,
      X500Name subject,
      List<String> hosts,
      Instant from,
      Duration valid,
      boolean isAuthority) {
    try {
      PrivateKey signing = keys.getPrivate();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
              Date.from(from),
              Date.from(from.plus(valid)),
              subject,
              subjectKeys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      int usage = isAuthority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (!hosts.isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signing)));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("a certificate of " + subject + " can't be signed", e);
    }
  }

  private static GeneralNames names(List<String> hosts) {
    List<GeneralName> names = new ArrayList<>();
    for (String host : hosts) {
      boolean isAddress = ADDRESS.matcher(host).matches();
      names.add(new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static Instant since() {
    return Instant.now().minus(CLOCKS_APART);
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has P-256", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text, String permissions) {
    try {
      Pem.write(file, text, permissions);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }
}
