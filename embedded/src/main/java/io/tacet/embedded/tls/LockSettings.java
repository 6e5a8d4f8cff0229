package io.tacet.embedded.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service is told, in its environment, of the locks of a cluster it works with. */
public final class LockSettings {

  private LockSettings() {}

  /** How any service and the worker reach Kafka and the registry. */
  public static Map<String, String> contract(Locks locks, String user) {
    String ca = locks.authority().file().toString();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("TACET_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    settings.put("TACET_KAFKA_SECURITY_CA", ca);
    settings.put("TACET_KAFKA_SECURITY_USER", user);
    settings.put("TACET_KAFKA_SECURITY_PASSWORD_FILE", locks.passwordFile(user).toString());
    settings.put("TACET_REGISTRY_CA", ca);
    return settings;
  }

  /**
   * The same with a certificate in the user's name instead of a password; for the broker's port for
   * such clients.
   */
  public static Map<String, String> contractByCertificate(Locks locks, String user) {
    CertificateFiles own = locks.authority().issue(user, List.of());
    Map<String, String> settings = contract(locks, user);
    settings.keySet().removeIf(key -> key.endsWith("_USER") || key.endsWith("_PASSWORD_FILE"));
    settings.put("TACET_KAFKA_SECURITY_PROTOCOL", "SSL");
    settings.put("TACET_KAFKA_SECURITY_CERTIFICATE", own.certificate().toString());
    settings.put("TACET_KAFKA_SECURITY_KEY", own.key().toString());
    return settings;
  }

  /** How a service serves HTTPS and no HTTP. */
  public static Map<String, String> http(Locks locks, String service, int port) {
    CertificateFiles own = locks.server("tacet-" + service);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
    settings.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port));
    settings.put("QUARKUS_HTTP_SSL_CERTIFICATE_FILES", own.certificate().toString());
    settings.put("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES", own.key().toString());
    return settings;
  }

  /** How the notifier reaches the mail catcher. */
  public static Map<String, String> mail(Locks locks) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("QUARKUS_MAILER_TLS", "true");
    settings.put("QUARKUS_MAILER_TLS_CONFIGURATION_NAME", "mail");
    settings.put("QUARKUS_TLS_MAIL_TRUST_STORE_PEM_CERTS", locks.authority().file().toString());
    return settings;
  }
}
