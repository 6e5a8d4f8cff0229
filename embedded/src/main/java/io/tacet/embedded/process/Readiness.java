package io.tacet.embedded.process;

import io.tacet.embedded.tls.CertificateAuthority;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a child process can be used. Asked again and again from the thread that starts the
 * child, until it says yes, the child ends, or the deadline passes.
 */
@FunctionalInterface
public interface Readiness {
  /**
   * Asks once.
   *
   * @param child the process, its log included
   * @return whether it can be used
   * @throws IOException if it can't be used yet; the last one becomes the reason given at the
   *     deadline
   */
  boolean isReady(ChildProcess child) throws IOException;

  /** Ready as soon as it runs. */
  static Readiness immediately() {
    return child -> true;
  }

  /** Ready when a line it has logged since its start contains {@code text}. */
  static Readiness logged(String text) {
    return child -> {
      if (child.logSinceStart().contains(text)) {
        return true;
      }
      throw new IOException("nothing logged that contains \"" + text + "\"");
    };
  }

  /** Ready when a TCP connection to the loopback address is accepted. */
  static Readiness listening(int port) {
    return child -> {
      try (Socket socket = new Socket()) {
        socket.connect(Loopback.port(port), 1000);
        return true;
      }
    };
  }

  /** Ready when a GET of {@code uri} answers with a status below 400. */
  static Readiness answering(URI uri) {
    return answering(uri, null);
  }

  /**
   * The same over HTTPS.
   *
   * @param trusted who has signed the server's certificate; null: one that Java trusts
   */
  static Readiness answering(URI uri, @Nullable CertificateAuthority trusted) {
    return reachable(uri).then(child -> answers(uri, trusted));
  }

  /**
   * Ready when the server of {@code uri}, which names a port, takes connections. That costs a tenth
   * of asking it, and is tried forty times a second.
   */
  static Readiness reachable(URI uri) {
    return child -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 1000);
        return true;
      }
    };
  }

  /** Ready when this is and then the next is too, which is not asked before. */
  default Readiness then(Readiness next) {
    return child -> isReady(child) && next.isReady(child);
  }

  private static boolean answers(URI uri, @Nullable CertificateAuthority trusted)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    if (trusted != null && connection instanceof HttpsURLConnection secured) {
      secured.setSSLSocketFactory(trusted.trust().getSocketFactory());
    }
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(5000);
    try {
      int status = connection.getResponseCode();
      if (status >= 400) {
        throw new IOException(uri + " answers " + status);
      }
      return true;
    } finally {
      connection.disconnect();
    }
  }
}
