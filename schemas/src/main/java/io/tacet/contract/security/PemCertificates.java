package io.tacet.contract.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A PEM file with one certificate or more. Immutable. */
public record PemCertificates(Path path) {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  /**
   * What is in it, in order.
   *
   * @throws IOException with a sentence for the operator when the file can't be read or holds none
   */
  public List<X509Certificate> read() throws IOException {
    if (!Files.isReadable(path)) {
      throw new IOException("there is no " + path + " that this user may read");
    }
    byte[] bytes = Files.readAllBytes(path);
    if (!new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains(BEGIN)) {
      throw new IOException(path + " holds no certificate in PEM form (" + BEGIN + ")");
    }
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(bytes))
          .forEach(one -> found.add((X509Certificate) one));
    } catch (CertificateException e) {
      throw new IOException(path + " holds a certificate that can't be read", e);
    }
    return found;
  }

  /**
   * A context that trusts what these certificates have signed, and nothing else. Names of hosts are
   * for the client to check; Java's HTTP client does.
   *
   * @throws IOException with a sentence for the operator
   */
  public SSLContext trust() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate one : read()) {
        store.setCertificateEntry(one.getSubjectX500Principal() + " " + store.size(), one);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(path + " can't be used as a CA: " + e.getMessage(), e);
    }
  }

  /**
   * What is wrong with them as authorities: a bundle may hold some that are over, not only such.
   */
  public List<String> problemsOfCa(String key, Instant now) {
    return problems(key, now, false);
  }

  /** What is wrong with them as somebody's own certificate, which comes first, and its chain. */
  public List<String> problemsOfChain(String key, Instant now) {
    return problems(key, now, true);
  }

  /**
   * Lets an HTTP client trust these and nothing else.
   *
   * @throws IOException with a sentence for the operator
   */
  public HttpClient.Builder trustedBy(HttpClient.Builder client) throws IOException {
    return client.sslContext(trust());
  }

  private List<String> problems(String key, Instant now, boolean firstOnly) {
    try {
      List<X509Certificate> all = read();
      List<X509Certificate> judged = firstOnly ? all.subList(0, 1) : all;
      if (judged.stream().anyMatch(one -> isValid(one, now))) {
        return List.of();
      }
      return List.of(key + ": " + why(judged.get(0), now));
    } catch (IOException e) {
      return List.of(key + ": " + e.getMessage());
    }
  }

  private String why(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    if (now.isBefore(from)) {
      return "the certificate in "
          + path
          + " is valid from "
          + from
          + " only, and this machine's clock says "
          + now
          + "; set the clock, or wait";
    }
    return "the certificate in "
        + path
        + " has expired at "
        + certificate.getNotAfter().toInstant()
        + " (this machine's clock says "
        + now
        + "); put a new one there";
  }

  private static boolean isValid(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }
}
