package analysts;

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
 * Decodes Tacet's records with nothing but Avro: byte 0, four-byte schema id, Avro. The schema is
 * fetched from the registry once per id. With Confluent's or Apicurio's deserializer you need none
 * of this. Thread-safe.
 */
public final class TacetRecords {

  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String registry;

  /** With the registry at this URL, e.g. {@code http://localhost:8081}. */
  public TacetRecords(String registry) {
    this.registry = registry;
  }

  /** The record in some bytes, by the schema it was written with. */
  public GenericRecord decode(byte[] value) {
    ByteBuffer header = ByteBuffer.wrap(value, 0, 5);
    if (header.get() != 0) {
      throw new IllegalArgumentException("not in Confluent's wire format");
    }
    Schema schema = schemas.computeIfAbsent(header.getInt(), this::fetch);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a " + schema.getName(), e);
    }
  }

  private Schema fetch(int id) {
    URI uri = URI.create(registry + "/apis/ccompat/v7/schemas/ids/" + id);
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(uri + " answers " + answer.statusCode());
      }
      String schema = new ObjectMapper().readTree(answer.body()).get("schema").asText();
      return new Schema.Parser().parse(schema);
    } catch (IOException e) {
      throw new IllegalStateException(uri + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
