package io.tacet.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacet.cli.output.Json;
import io.tacet.contract.json.EventJson;
import io.tacet.contract.serde.PlainReader;
import io.tacet.contract.serde.UndecodableEventException;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as a line of JSON: topic, partition, offset, timestamp, key, headers where there are
 * any, and value; what is no Avro is there as {@code raw} (Base64), with {@code problem}.
 */
final class RecordLine {

  private final PlainReader reader;

  RecordLine(PlainReader reader) {
    this.reader = reader;
  }

  String of(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("topic", record.topic());
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    line.put("key", record.key() == null ? null : new String(record.key(), UTF_8));
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value() == null ? null : text(header));
    }
    if (!headers.isEmpty()) {
      line.set("headers", headers);
    }
    value(line, record.value());
    return Json.line(line);
  }

  private void value(ObjectNode line, byte[] value) throws IOException, InterruptedException {
    if (value == null) {
      line.putNull("value");
      return;
    }
    try {
      line.set("value", EventJson.of(reader.read(value)));
    } catch (UndecodableEventException e) {
      line.put("raw", Base64.getEncoder().encodeToString(value));
      line.put("problem", e.getMessage());
    }
  }

  /** Text where it is text, else Base64. */
  private static String text(Header header) {
    String text = new String(header.value(), UTF_8);
    return text.chars().noneMatch(c -> c == 0xFFFD || Character.isISOControl(c))
        ? text
        : Base64.getEncoder().encodeToString(header.value());
  }
}
