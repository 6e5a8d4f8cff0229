package io.tacet.it.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Knows Confluent's wire format and nothing else: byte 0, four-byte id, schema from the registry's
 * {@code /schemas/ids/ID}, plain Avro. Thread-safe.
 */
public final class PlainDecoder {

  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();
  private final String registryUrl;

  /** For the registry at this base URL, asked by this client. */
  public PlainDecoder(String registryUrl, HttpClient http) {
    this.registryUrl = registryUrl;
    this.http = http;
  }

  /** The record in some bytes, by the schema it was written with. */
  public GenericRecord decode(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    byte magic = buffer.get();
    if (magic != 0) {
      throw new IllegalArgumentException("First byte is " + magic + ", not 0");
    }
    Schema schema = schemas.computeIfAbsent(buffer.getInt(), this::fetch);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, buffer.position(), buffer.remaining(), null));
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a " + schema.getFullName(), e);
    }
  }

  private Schema fetch(int id) {
    URI uri = URI.create(registryUrl + "/apis/ccompat/v7/schemas/ids/" + id);
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalArgumentException("The registry does not know schema id " + id);
      }
      return new Schema.Parser().parse(json.readTree(answer.body()).path("schema").asText());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
