package io.tacet.contract.guide;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.json.EventJson;
import io.tacet.contract.registry.EventSchemas;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/topics.md says what the schemas and the topics' settings say. */
class TopicsPageTest {

  private static final Path PAGE = Path.of("../docs/topics.md");
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  @Test
  void thePageIsWhatTheSchemasSay() throws IOException {
    // given
    String text = TopicsPage.text();
    if (Boolean.getBoolean("tacet.docs.write")) {
      Files.writeString(PAGE, text);
    }

    // when
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

    // then
    assertThat(page)
        .as("docs/topics.md is not what the schemas say; run: " + TopicsPage.COMMAND)
        .isEqualTo(text);
  }

  @Test
  void everyTopicAndEveryRecordTypeIsOnThePage() {
    // when
    List<TopicGuide> guides = TopicGuide.all(TOPICS);

    // then
    assertThat(guides.stream().map(TopicGuide::spec).toList()).containsAll(TOPICS.shared());
    assertThat(guides).hasSize(TOPICS.shared().size() + 1);
    assertThat(
            guides.stream()
                .map(TopicGuide::example)
                .filter(Objects::nonNull)
                .map(example -> example.getSchema().getFullName())
                .collect(toSet()))
        .isEqualTo(EventSchemas.all().stream().map(Schema::getFullName).collect(toSet()));
  }

  @Test
  void retentionIsToldAsItIsSet() {
    // when
    List<String> kept =
        TopicGuide.all(TOPICS).stream()
            .filter(guide -> guide.spec().name().matches(".*(metrics|results|jobs.m1|shares)"))
            .map(TopicGuide::retention)
            .toList();

    // then
    assertThat(kept)
        .satisfiesExactly(
            jobs -> assertThat(jobs).startsWith("for ever"),
            results -> assertThat(results).isEqualTo("30 days"),
            metrics -> assertThat(metrics).isEqualTo("7 days"),
            shares -> assertThat(shares).startsWith("compacted: the latest record of each key"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemas")
  void everyNumberAndEveryTimeHasAUnit(String name, Schema schema) {
    // when
    List<Fields.Line> lines = Fields.of(schema);

    // then
    assertThat(lines)
        .filteredOn(
            line -> line.type().matches("(list of )?(int|long|double|float|bytes|decimal).*"))
        .allSatisfy(line -> assertThat(line.unit()).as(line.path()).isNotBlank());
    assertThat(lines)
        .filteredOn(line -> "field unit".equals(line.unit()))
        .allSatisfy(
            line ->
                assertThat(lines.stream().map(Fields.Line::path))
                    .contains(line.path().replaceFirst("[A-Za-z]+$", "unit")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void anExampleIsAValidRecord(String name, SpecificRecord example) throws IOException {
    // when
    byte[] bytes = encode(example);
    Object specific =
        new SpecificDatumReader<>(example.getSchema())
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    GenericRecord generic =
        new GenericDatumReader<GenericRecord>(example.getSchema())
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));

    // then
    assertThat(specific).isEqualTo(example);
    assertThat(EventJson.of(generic)).isEqualTo(EventJson.of(example));
  }

  @Test
  void jsonHasTimesInMicrosecondsDecimalsAsNumbersAndBytesInBase64() {
    // when
    String share = EventJson.of(ExampleEvents.share()).toString();
    String log = EventJson.of(ExampleEvents.log()).toString();

    // then
    assertThat(share)
        .contains("\"occurredAt\":\"2026-11-21T00:00:01.000000Z\"", "\"weight\":1.250000")
        .contains("\"machine\":null");
    assertThat(log).contains("\"content\":\"c29ydGVkIDEwMDAwMDAwIGxpbmVzCg==\"");
  }

  @Test
  void topicsAreNamedUnderTheirPrefixAndWithTheirPartitions() {
    // given
    TopicSpec metrics =
        TOPICS.shared().stream()
            .filter(spec -> spec.name().equals(TOPICS.metrics()))
            .findFirst()
            .orElseThrow();

    // when
    String page = TopicsPage.text();

    // then
    assertThat(page)
        .contains("## metrics\n", "- topic: `tacet.metrics`\n", "`tacet.jobs.<machine>`")
        .contains("- partitions: " + metrics.partitions() + "\n")
        .contains(
            "| `phases[].cpuTime.userMicros` | long | µs | Time in user mode, µs. | required |")
        .doesNotContain("null or null");
  }

  static Stream<Arguments> schemas() {
    return EventSchemas.all().stream().map(schema -> Arguments.of(schema.getName(), schema));
  }

  static Stream<Arguments> examples() {
    return TopicGuide.all(TOPICS).stream()
        .map(TopicGuide::example)
        .filter(Objects::nonNull)
        .map(example -> Arguments.of(example.getSchema().getName(), example));
  }

  private static byte[] encode(SpecificRecord event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(event.getSchema()).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
