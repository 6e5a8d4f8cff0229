package io.tacet.contract.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.registry.SchemaRegistration.Registered;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WireFormatTest {

  private static final String TOPIC = "tacet.job-status";

  @RegisterExtension static final RegistryOfTests REGISTRY = new RegistryOfTests();

  private static String registryUrl;
  private static List<Registered> registered;

  @BeforeAll
  static void registerSchemas() throws Exception {
    registryUrl = REGISTRY.server().url();
    registered = new SchemaRegistration(registryUrl).registerAll();
  }

  @Test
  void anEventComesBackAsItWasWritten() {
    // given
    JobStatus event = status();

    // when
    JobStatus read;
    try (EventWriter writer = new EventWriter(settings());
        EventReader reader = new EventReader(settings())) {
      read = reader.read(TOPIC, writer.write(TOPIC, event), JobStatus.class);
    }

    // then
    assertThat(read).isEqualTo(event);
  }

  @Test
  void aReaderThatKnowsOnlyConfluentsFormatCanReadIt() throws Exception {
    // given
    byte[] bytes;
    try (EventWriter writer = new EventWriter(settings())) {
      bytes = writer.write(TOPIC, status());
    }

    // when
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte magic = buffer.get();
    int id = buffer.getInt();
    String schema =
        new ObjectMapper()
            .readTree(get("/apis/ccompat/v7/schemas/ids/" + id))
            .path("schema")
            .asText();
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(schema))
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(bytes, buffer.position(), buffer.remaining(), null));

    // then
    assertThat(magic).isZero();
    assertThat(id).isEqualTo(idOf("io.tacet.schema.JobStatus"));
    assertThat(record.get("state")).hasToString("FINISHED");
    assertThat(record.get("jobId")).hasToString("job-1");
  }

  @Test
  void registeringAgainChangesNothing() throws Exception {
    // when
    List<Registered> again = new SchemaRegistration(registryUrl).registerAll();

    // then
    assertThat(again).isEqualTo(registered);
  }

  @Test
  void theRegistryRefusesAnIncompatibleSchema() throws Exception {
    // given
    String other =
        """
        {"type": "record", "name": "JobStatus", "namespace": "io.tacet.schema",
         "fields": [{"name": "other", "type": "int"}]}
        """;
    String body = new ObjectMapper().writeValueAsString(Map.of("schema", other));

    // when
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            registryUrl
                                + "/apis/ccompat/v7/subjects/io.tacet.schema.JobStatus/versions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());

    // then
    assertThat(answer.statusCode()).isEqualTo(409);
  }

  @Test
  void bytesThatAreNoEventAreUndecodable() {
    try (EventReader reader = new EventReader(settings())) {
      assertThatThrownBy(() -> reader.read(TOPIC, new byte[] {1, 2, 3}, JobStatus.class))
          .isInstanceOf(UndecodableEventException.class)
          .hasMessageContaining("wire format");
      assertThatThrownBy(() -> reader.read(TOPIC, null, JobStatus.class))
          .isInstanceOf(UndecodableEventException.class);
    }
  }

  @Test
  void anUnknownSchemaIdIsUndecodable() {
    // given
    byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(99_999).array();

    // then
    try (EventReader reader = new EventReader(settings())) {
      assertThatThrownBy(() -> reader.read(TOPIC, bytes, JobStatus.class))
          .isInstanceOf(UndecodableEventException.class);
    }
  }

  @Test
  void aBodyThatIsCutOffIsUndecodable() {
    // given
    byte[] bytes =
        ByteBuffer.allocate(6)
            .put((byte) 0)
            .putInt(idOf("io.tacet.schema.JobStatus"))
            .put((byte) 80)
            .array();

    // then
    try (EventReader reader = new EventReader(settings())) {
      assertThatThrownBy(() -> reader.read(TOPIC, bytes, JobStatus.class))
          .isInstanceOf(UndecodableEventException.class);
    }
  }

  @Test
  void anEventOfAnotherTypeIsUndecodable() {
    // given
    byte[] bytes;
    try (EventWriter writer = new EventWriter(settings())) {
      bytes = writer.write(TOPIC, status());
    }

    // then
    try (EventReader reader = new EventReader(settings())) {
      assertThatThrownBy(() -> reader.read(TOPIC, bytes, MachineStatus.class))
          .isInstanceOf(UndecodableEventException.class)
          .hasMessageContaining("expected MachineStatus, found JobStatus");
    }
  }

  @Test
  void aRegistryThatDoesNotAnswerIsNoFaultOfTheRecord() {
    // given
    byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(1).array();
    SerdeSettings nowhere = SerdeSettings.forRegistry("http://127.0.0.1:1");

    // then
    try (EventReader reader = new EventReader(nowhere)) {
      assertThatThrownBy(() -> reader.read(TOPIC, bytes, JobStatus.class))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void aRegistryThatForgotItsSchemasIsNoFaultOfTheRecord() throws Exception {
    // given
    JobStatus event = status();
    byte[] bytes;
    try (EventWriter writer = new EventWriter(SerdeSettings.forRegistry(registryUrl))) {
      bytes = writer.write(TOPIC, event);
    }
    REGISTRY.server().stop();
    REGISTRY.server().start();
    try (EventReader reader = new EventReader(SerdeSettings.forRegistry(registryUrl))) {
      // when
      assertThatThrownBy(() -> reader.read(TOPIC, bytes, JobStatus.class))
          // then
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("forgotten its schemas")
          .hasMessageContaining(JobStatus.class.getName());
      try (EventWriter writer = new EventWriter(SerdeSettings.forRegistry(registryUrl))) {
        assertThatThrownBy(() -> writer.write(TOPIC, event))
            .isInstanceOf(RegistryUnavailableException.class)
            .hasMessageContaining("does not know " + JobStatus.class.getName())
            .hasMessageContaining("RegisterSchemas")
            .hasMessageNotContaining("{");
      }
      // when
      registered = new SchemaRegistration(registryUrl).registerAll();
      // then
      assertThat(reader.read(TOPIC, bytes, JobStatus.class)).isEqualTo(event);
    }
  }

  @Test
  void aClassThatIsNoSerializerIsRefusedByName() {
    // given
    SerdeSettings wrong = new SerdeSettings(registryUrl, "java.lang.String", "no.such.Class");

    // then
    assertThatThrownBy(() -> new EventWriter(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("tacet.serde.serializer");
    assertThatThrownBy(() -> new EventReader(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such.Class");
  }

  private static SerdeSettings settings() {
    return SerdeSettings.forRegistry(registryUrl);
  }

  private static int idOf(String subject) {
    return registered.stream()
        .filter(r -> r.subject().equals(subject))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(registryUrl + path)).build(), BodyHandlers.ofString())
        .body();
  }

  private static JobStatus status() {
    return JobStatus.newBuilder()
        .setEventId("e-1")
        .setOccurredAt(Instant.parse("2026-11-21T00:00:00.000001Z"))
        .setMachine("m1")
        .setJobId("job-1")
        .setAttempt(1)
        .setOrderId("o-1")
        .setProject("default")
        .setSubmitter("ada")
        .setState(JobState.FINISHED)
        .setCpuTime(new CpuTime(10L, 20L, CpuTimeSource.REAPED))
        .build();
  }
}
