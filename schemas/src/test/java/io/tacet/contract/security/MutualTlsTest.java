package io.tacet.contract.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.embedded.tls.CertificateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutualTlsTest {

  @Test
  void a_kafka_client_shows_the_certificate_it_is_given(@TempDir Path directory) throws Exception {
    // given: a server that asks for certificates; it does not speak Kafka
    CertificateAuthority authority = CertificateAuthority.in(directory, "test");
    CertificateFiles own = authority.issue("tacet-worker-m1", List.of());
    try (SSLServerSocket server =
        (SSLServerSocket)
            authority
                .serve("broker", List.of("127.0.0.1"))
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setNeedClientAuth(true);
      CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> whoConnects(server));

      // when
      Map<String, Object> settings =
          new HashMap<>(
              new KafkaSecurity(
                      SecurityProtocol.SSL,
                      Optional.of(authority.file()),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(own.certificate()),
                      Optional.of(own.key()))
                  .properties());
      settings.put("bootstrap.servers", "127.0.0.1:" + server.getLocalPort());
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        CompletableFuture<String> unused = seen.whenComplete((name, failure) -> consumer.wakeup());
        assertThatThrownBy(consumer::listTopics).isInstanceOf(WakeupException.class);
      }

      // then
      assertThat(seen.get(3, TimeUnit.MINUTES)).isEqualTo("CN=tacet-worker-m1");
    }
  }

  private static String whoConnects(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
      return socket.getSession().getPeerPrincipal().getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
