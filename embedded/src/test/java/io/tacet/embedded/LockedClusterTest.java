package io.tacet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.tls.CertificateFiles;
import io.tacet.embedded.tls.Locks;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedClusterTest {

  @Test
  void every_door_has_a_lock(@TempDir Path directory) throws Exception {
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder().directory(directory).locked(true).start()) {
      Locks locks = cluster.locks().orElseThrow();
      theBrokerTakesItsUsersOnly(cluster, locks);
      theOtherPortTakesCertificatesOnly(cluster, locks);
      theDatabaseSpeaksTlsOnly(cluster);
      theRegistrySpeaksHttpsOnly(cluster, locks);
      theMailCatcherSpeaksSmtps(cluster, locks);
      secretsAreTheirOwnersOnly(directory);

      // and again: certificates are new, passwords and data are not
      cluster.kafka().kill();
      cluster.kafka().start();
      theBrokerTakesItsUsersOnly(cluster, locks);
    }
  }

  private static void theBrokerTakesItsUsersOnly(EmbeddedCluster cluster, Locks locks)
      throws Exception {
    String admin = cluster.kafka().administrator();
    try (Admin client = admin(cluster, locks, admin, locks.password(admin))) {
      assertThat(client.describeCluster().nodes().get()).hasSize(1);
    }
    try (Admin client = admin(cluster, locks, admin, "wrong")) {
      assertThatThrownBy(() -> client.describeCluster().nodes().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private static void theOtherPortTakesCertificatesOnly(EmbeddedCluster cluster, Locks locks)
      throws Exception {
    CertificateFiles broker = locks.authority().issue("tacet-broker", List.of()); // a super user
    try (Admin client = admin(cluster, locks, Optional.of(broker))) {
      assertThat(client.describeCluster().nodes().get()).hasSize(1);
    }
    CertificateFiles nobody = locks.authority().issue("nobody", List.of());
    try (Admin client = admin(cluster, locks, Optional.of(nobody))) {
      assertThat(client.listTopics().names().get()).isEmpty();
      assertThatThrownBy(() -> client.describeAcls(AclBindingFilter.ANY).values().get())
          .hasCauseInstanceOf(ClusterAuthorizationException.class);
    }
    try (Admin client = admin(cluster, locks, Optional.empty())) {
      assertThatThrownBy(() -> client.describeCluster().nodes().get())
          .hasCauseInstanceOf(SslAuthenticationException.class);
    }
  }

  private static Admin admin(EmbeddedCluster cluster, Locks locks, Optional<CertificateFiles> shown)
      throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", cluster.kafka().certificateServers());
    settings.put("security.protocol", "SSL");
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", locks.authority().file().toString());
    if (shown.isPresent()) {
      settings.put("ssl.keystore.type", "PEM");
      settings.put("ssl.keystore.certificate.chain", Files.readString(shown.get().certificate()));
      settings.put("ssl.keystore.key", Files.readString(shown.get().key()));
    }
    return Admin.create(settings);
  }

  private static Admin admin(EmbeddedCluster cluster, Locks locks, String user, String password) {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            cluster.kafka().bootstrapServers(),
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.location",
            locks.authority().file().toString(),
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + user
                + "\" password=\""
                + password
                + "\";"));
  }

  private static void theDatabaseSpeaksTlsOnly(EmbeddedCluster cluster) throws Exception {
    try (Connection connection = cluster.postgres().connect("tacet", ServiceRole.SCHEDULER);
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      row.next();
      assertThat(row.getBoolean(1)).isTrue();
    }
    String clear = cluster.postgres().jdbcUrl().replaceFirst("\\?.*", "?sslmode=disable");
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                        clear,
                        ServiceRole.SCHEDULER.user(),
                        cluster.postgres().password(ServiceRole.SCHEDULER))
                    .close())
        .hasMessageContaining("pg_hba.conf");
  }

  private static void theRegistrySpeaksHttpsOnly(EmbeddedCluster cluster, Locks locks)
      throws Exception {
    URI subjects = URI.create(cluster.registry().confluentUrl() + "/subjects");
    HttpsURLConnection connection = (HttpsURLConnection) subjects.toURL().openConnection();
    connection.setSSLSocketFactory(locks.authority().trust().getSocketFactory());
    assertThat(connection.getResponseCode()).isEqualTo(200);
    URI clear = URI.create(subjects.toString().replace("https:", "http:"));
    assertThatThrownBy(() -> ((HttpURLConnection) clear.toURL().openConnection()).getResponseCode())
        .isInstanceOf(IOException.class);
  }

  private static void theMailCatcherSpeaksSmtps(EmbeddedCluster cluster, Locks locks)
      throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            locks
                .authority()
                .trust()
                .getSocketFactory()
                .createSocket("127.0.0.1", cluster.mail().smtpPort())) {
      byte[] greeting = new byte[3];
      assertThat(socket.getInputStream().readNBytes(greeting, 0, 3)).isEqualTo(3);
      assertThat(greeting).isEqualTo(new byte[] {'2', '2', '0'});
    }
  }

  private static void secretsAreTheirOwnersOnly(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("locks"))) {
      List<Path> secrets =
          files
              .filter(file -> file.toString().endsWith(".key") || file.toString().endsWith("word"))
              .toList();
      assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
      assertThat(secrets).allSatisfy(LockedClusterTest::isItsOwnersOnly);
    }
    isItsOwnersOnly(directory.resolve("kafka/server.properties"));
  }

  private static void isItsOwnersOnly(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
