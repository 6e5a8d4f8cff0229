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
   * Whether it does, for a serializer that failed.
   *
   * @param topic of the event, for the message
   * @param subject full record name
   * @param failure the serializer's, kept with what is thrown
   * @throws RegistryUnavailableException when the registry does not say, and why
   */
  boolean has(String topic, String subject, RuntimeException failure) {
    try {
      return has(subject);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      RegistryUnavailableException unavailable =
          new RegistryUnavailableException(
              topic + ": the schema registry can't say whether it knows " + subject + ": " + reason,
              e);
      unavailable.addSuppressed(failure);
      throw unavailable;
    }
  }

  /**
   * Whether it does. Reads the files of its CA and password.
   *
   * @param subject full record name
   * @throws IOException when it does not say, or one of these files can't be used
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
