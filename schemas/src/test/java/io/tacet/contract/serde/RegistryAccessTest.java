package io.tacet.contract.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.registry.SchemaRegistration.Registered;
import io.tacet.contract.security.RegistryAccess;
import io.tacet.contract.security.RegistryKind;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Registries that are not open, not Apicurio's, or out of order. */
class RegistryAccessTest {

  private static final String TOPIC = "tacet.job-status";
  private static final JobStatus EVENT =
      JobStatus.newBuilder()
          .setEventId("event-1")
          .setOccurredAt(Instant.EPOCH)
          .setJobId("job-1")
          .setProject("p")
          .setSubmitter("ada")
          .setState(JobState.QUEUED)
          .build();

  @RegisterExtension static final RegistryOfTests REGISTRY = new RegistryOfTests();

  private static String registryUrl;
  private static List<Registered> registered;

  @BeforeAll
  static void registerSchemas() throws Exception {
    registryUrl = REGISTRY.server().url();
    registered = new SchemaRegistration(registryUrl).registerAll();
  }

  @Test
  void aRegistryThatWantsToKnowWhoAsks(@TempDir Path directory) throws Exception {
    try (RegistryProxy proxy = RegistryProxy.of(registryUrl, "", "tacet", "secret")) {
      // given
      Path password = Files.writeString(directory.resolve("password"), "secret\n");
      SerdeSettings known =
          SerdeSettings.forRegistry(access(proxy, RegistryKind.APICURIO, password));
      SerdeSettings nobody = SerdeSettings.forRegistry(proxy.url());

      // then
      try (EventWriter writer = new EventWriter(known);
          EventReader reader = new EventReader(known);
          EventReader refused = new EventReader(nobody)) {
        byte[] bytes = writer.write(TOPIC, EVENT);
        assertThat(reader.read(TOPIC, bytes, JobStatus.class)).isEqualTo(EVENT);
        assertThatThrownBy(() -> refused.read(TOPIC, bytes, JobStatus.class))
            .isInstanceOf(RegistryUnavailableException.class)
            .hasMessageContaining("does not let this service in (HTTP 401)")
            .hasMessageContaining("tacet.registry.user");
      }
    }
  }

  @Test
  void aRegistryWithConfluentsInterfaceAtItsAddress(@TempDir Path directory) throws Exception {
    try (RegistryProxy proxy =
        RegistryProxy.of(registryUrl, "/apis/ccompat/v7", "tacet", "secret")) {
      // given
      Path password = Files.writeString(directory.resolve("password"), "secret\n");
      RegistryAccess access = access(proxy, RegistryKind.CONFLUENT, password);
      byte[] bytes;
      try (EventWriter writer = new EventWriter(SerdeSettings.forRegistry(registryUrl))) {
        bytes = writer.write(TOPIC, EVENT);
      }

      // then
      assertThat(new SchemaRegistration(access).registerAll()).isEqualTo(registered);
      assertThat(new PlainReader(access).read(bytes).get("jobId")).hasToString("job-1");
      assertThat(new RegistryMemory(access).has(JobStatus.class.getName())).isTrue();
      assertThat(access.properties()).containsEntry("schema.registry.url", proxy.url());
      assertThat(access.problems(List.of(SerdeSettings.DEFAULT_SERIALIZER), Instant.now()))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .contains("tacet.registry.kind is CONFLUENT", "profile confluent"));
    }
  }

  @Test
  void aRegistryThatIsOutOfOrderIsNoFaultOfTheRecord() throws Exception {
    // given
    byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(1).array();
    HttpServer outOfOrder =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    outOfOrder.createContext("/", exchange -> exchange.sendResponseHeaders(503, -1));
    outOfOrder.start();
    SerdeSettings settings =
        SerdeSettings.forRegistry("http://127.0.0.1:" + outOfOrder.getAddress().getPort());

    // then
    try (EventReader reader = new EventReader(settings)) {
      assertThatThrownBy(() -> reader.read(TOPIC, bytes, JobStatus.class))
          .isInstanceOf(RegistryUnavailableException.class);
    } finally {
      outOfOrder.stop(0);
    }
  }

  @Test
  void whyTheRegistryCanNotBeAskedIsSaid(@TempDir Path directory) throws Exception {
    // given: it knows no schema, and its other interface is out of order
    Path password = Files.writeString(directory.resolve("password"), "secret\n");
    byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(1).array();
    HttpServer half =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    half.createContext("/", exchange -> answer(exchange, 404));
    half.createContext("/apis/ccompat", exchange -> answer(exchange, 500));
    half.start();
    RegistryAccess access =
        new RegistryAccess(
            "http://127.0.0.1:" + half.getAddress().getPort(),
            RegistryKind.APICURIO,
            Optional.empty(),
            Optional.of("tacet"),
            Optional.empty(),
            Optional.of(password));

    // then
    try (EventReader reader = new EventReader(SerdeSettings.forRegistry(access));
        EventWriter writer = new EventWriter(SerdeSettings.forRegistry(access))) {
      assertThat(catchThrowable(() -> reader.read(TOPIC, bytes, JobStatus.class)))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("the registry answered 500 when asked for")
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
      assertThat(catchThrowable(() -> writer.write(TOPIC, EVENT)))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("the registry answered 500 when asked for");
      Files.delete(password);
      assertThat(catchThrowable(() -> writer.write(TOPIC, EVENT)))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("tacet.registry.password-file: can't read " + password);
      assertThatThrownBy(access::properties)
          .hasMessageContaining("tacet.registry.password-file: can't read " + password);
    } finally {
      half.stop(0);
    }
  }

  @Test
  void aPasswordFileHoldsOneLine(@TempDir Path directory) throws Exception {
    // given
    Path password =
        Files.createFile(
            directory.resolve("password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    // then
    for (String wrong : List.of("", "\n", "one\ntwo\n")) {
      Files.writeString(password, wrong);
      assertThat(problems(Optional.of("tacet"), password))
          .singleElement()
          .asString()
          .contains("tacet.registry.password-file", "must hold one line")
          .doesNotContain("two");
    }
    Files.writeString(password, "one\n");
    assertThat(problems(Optional.of("tacet"), password)).isEmpty();
    assertThat(problems(Optional.empty(), password))
        .containsExactly("tacet.registry.user is not set, and a password is");
  }

  private static List<String> problems(Optional<String> user, Path password) {
    return new RegistryAccess(
            registryUrl,
            RegistryKind.APICURIO,
            Optional.empty(),
            user,
            Optional.empty(),
            Optional.of(password))
        .problems(List.of(), Instant.now());
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static RegistryAccess access(RegistryProxy proxy, RegistryKind kind, Path password) {
    return new RegistryAccess(
        proxy.url(),
        kind,
        Optional.empty(),
        Optional.of("tacet"),
        Optional.empty(),
        Optional.of(password));
  }
}
