package io.tacet.contract.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.RegistryUnavailableException;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.schema.JobStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a server whose certificate is not to be trusted. */
class RefusedConnectionTest {

  private static final List<String> HERE = List.of("127.0.0.1");
  private static final byte[] SOME_EVENT = {0, 0, 0, 0, 7, 1};

  @TempDir private Path directory;
  private CertificateAuthority authority;
  private HttpsServer server;

  @BeforeEach
  void prepare() throws IOException {
    authority = CertificateAuthority.in(directory.resolve("ours"), "ours");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_certificate_that_has_expired() {
    // given
    serve(authority.serve("s", HERE, Instant.now().minusSeconds(7200), Duration.ofHours(1)));

    // then
    assertThat(adviceOfKafka()).contains("the TLS connection is refused", "NotAfter", "clock");
  }

  @Test
  void a_certificate_that_begins_in_an_hour_by_this_machines_clock() {
    // given: as it is seen where the clock is an hour behind
    serve(authority.serve("s", HERE, Instant.now().plusSeconds(3600), Duration.ofHours(2)));

    // then
    assertThat(adviceOfKafka()).contains("the TLS connection is refused", "NotBefore", "clock");
  }

  @Test
  void a_certificate_for_another_host() {
    // given
    serve(authority.serve("s", List.of("kafka.example.org")));

    // then
    assertThat(adviceOfKafka()).contains("No subject alternative", "names the host");
  }

  @Test
  void a_certificate_of_another_ca() {
    // given
    serve(CertificateAuthority.in(directory.resolve("other"), "other").serve("s", HERE));

    // then
    assertThat(adviceOfKafka())
        .contains("unable to find valid certification path", "tacet.kafka.security.ca");
  }

  @Test
  void a_client_in_clear_text_is_told_that_the_broker_speaks_tls() throws IOException {
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given: what a broker says to a request in clear text, a TLS alert
      Thread alert = new Thread(() -> say(broker, new byte[] {0x15, 3, 3, 0, 2, 2, 80}));
      alert.start();
      String address = "127.0.0.1:" + broker.getLocalPort();

      // then
      assertThat(ClearText.answeredInTls(address + ",other:9093")).contains(address);
      assertThat(ClearText.answeredInTls("127.0.0.1:" + silent.getLocalPort())).isEmpty();
    }
  }

  private static void say(ServerSocket server, byte[] bytes) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void an_event_waits_while_the_registry_is_not_trusted() {
    // given: a registry that knows no schema, with a certificate of another CA
    CertificateAuthority other = CertificateAuthority.in(directory.resolve("other"), "other");
    serve(other.serve("s", HERE));

    // then: with our CA the bytes may be read later, with the right one they never will
    assertThat(failureOfReading(authority)).isInstanceOf(RegistryUnavailableException.class);
    assertThat(KafkaRefusal.advice(failureOfReading(authority)).orElseThrow())
        .contains("tacet.registry.ca");
    assertThat(failureOfReading(other)).isInstanceOf(UndecodableEventException.class);
  }

  private void serve(SSLContext context) {
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.start();
  }

  private String adviceOfKafka() {
    Map<String, Object> settings = new HashMap<>(security().properties());
    settings.put("bootstrap.servers", "127.0.0.1:" + server.getAddress().getPort());
    settings.put("default.api.timeout.ms", 60_000);
    settings.put("request.timeout.ms", 30_000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return KafkaRefusal.advice(catchThrowable(consumer::listTopics)).orElseThrow();
    }
  }

  private KafkaSecurity security() {
    return new KafkaSecurity(
        SecurityProtocol.SSL,
        Optional.of(authority.file()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Throwable failureOfReading(CertificateAuthority trusted) {
    SerdeSettings settings =
        SerdeSettings.forRegistry(
            RegistryAccess.trusting(
                "https://127.0.0.1:" + server.getAddress().getPort(), Optional.of(trusted.file())));
    try (EventReader reader = new EventReader(settings)) {
      return catchThrowable(() -> reader.read("t", SOME_EVENT, JobStatus.class));
    }
  }
}
