package io.tacet.contract.serde;

import io.tacet.contract.security.PemCertificates;
import io.tacet.contract.security.RegistryAccess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;

/**
 * Asks a registry whether it still has a record type. Each question has a connection of its own,
 * which is closed with the answer: a worker that falls silent may have none left. Thread-safe.
 */
final class RegistryMemory {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final RegistryAccess registry;

  RegistryMemory(RegistryAccess registry) {
    this.registry = registry;
  }

  /**
   * Whether it does.
   *
   * @param subject full record name
   * @throws IOException when it does not say
   */
  boolean has(String subject) throws IOException {
    URI address = URI.create(registry.confluentApi() + "/subjects/" + subject + "/versions");
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    try {
      if (connection instanceof HttpsURLConnection secure && registry.ca().isPresent()) {
        secure.setSSLSocketFactory(
            new PemCertificates(registry.ca().get()).trust().getSocketFactory());
      }
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Connection", "close");
      registry
          .authorization()
          .ifPresent(header -> connection.setRequestProperty(RegistryAccess.AUTHORIZATION, header));
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_NOT_FOUND) {
        return status == HttpURLConnection.HTTP_OK;
      }
      throw new IOException("the registry answered " + status + " when asked for " + subject);
    } finally {
      connection.disconnect();
    }
  }
}
