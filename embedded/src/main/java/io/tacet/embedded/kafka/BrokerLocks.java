package io.tacet.embedded.kafka;

import io.tacet.embedded.tls.CertificateFiles;
import io.tacet.embedded.tls.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a locked broker has beside {@link BrokerSettings}: TLS and SCRAM for clients, a second port
 * for clients with certificates, ACLs, and mutual TLS between broker and controller, whose port
 * nobody else may use either. Immutable.
 */
record BrokerLocks(Locks locks) {

  /** The user who may do everything. */
  static final String ADMINISTRATOR = "admin";

  private static final String BROKER = "tacet-broker";
  private static final String MECHANISM = "SCRAM-SHA-512";

  /**
   * Over the settings of an open broker.
   *
   * @param certificates where it listens for clients with certificates, {@code host:port}
   */
  Map<String, String> properties(Map<String, String> open, String certificates) throws IOException {
    CertificateFiles own = locks.server(BROKER);
    Map<String, String> all = new TreeMap<>(open);
    for (String listeners : List.of("listeners", "advertised.listeners")) {
      all.computeIfPresent(
          listeners,
          (key, value) -> value.replace("PLAINTEXT:", "SASL_SSL:") + ",SSL://" + certificates);
    }
    all.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,SSL:SSL,CONTROLLER:SSL");
    all.put("inter.broker.listener.name", "SASL_SSL");
    all.put("sasl.enabled.mechanisms", MECHANISM);
    all.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    all.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", jaas());
    all.put("ssl.keystore.type", "PEM");
    all.put("ssl.keystore.certificate.chain", Files.readString(own.certificate()));
    all.put("ssl.keystore.key", Files.readString(own.key()));
    all.put("ssl.truststore.type", "PEM");
    all.put("ssl.truststore.certificates", Files.readString(locks.authority().file()));
    all.put("listener.name.controller.ssl.client.auth", "required");
    all.put("listener.name.ssl.ssl.client.auth", "required");
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("allow.everyone.if.no.acl.found", "false");
    all.put("super.users", "User:" + ADMINISTRATOR + ";User:CN=" + BROKER);
    return all;
  }

  /**
   * What the log directory is formatted with, so that the administrator is there from the start.
   */
  String scram() {
    return MECHANISM
        + "=[name="
        + ADMINISTRATOR
        + ",password="
        + locks.password(ADMINISTRATOR)
        + "]";
  }

  private String jaas() {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + ADMINISTRATOR
        + "\" password=\""
        + locks.password(ADMINISTRATOR)
        + "\";";
  }
}
