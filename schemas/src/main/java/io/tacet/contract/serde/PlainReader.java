package io.tacet.contract.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.security.RegistryAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads any record in Confluent's wire format by the schema it was written with, and needs no
 * registry's client for it: byte 0, four-byte id, the schema from {@code /schemas/ids/ID}, plain
 * Avro. For one thread.
 */
public final class PlainReader {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int HEADER_BYTES = 5;

  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final ObjectMapper json = new ObjectMapper();
  private final RegistryAccess registry;
  private final HttpClient http;

  /**
   * For a registry.
   *
   * @throws IOException with a sentence for the operator when the file of its CA can't be used
   */
  public PlainReader(RegistryAccess registry) throws IOException {
    this.registry = registry;
    http = registry.client();
  }

  /**
   * The record in some bytes.
   *
   * @throws UndecodableEventException when they are none, or the registry does not know the schema
   * @throws IOException when the registry does not answer, or the file of its password can't be
   *     read
   */
  public GenericRecord read(byte[] value) throws IOException, InterruptedException {
    if (value.length < HEADER_BYTES || value[0] != 0) {
      throw new UndecodableEventException("not in Confluent's wire format", null);
    }
    ByteBuffer header = ByteBuffer.wrap(value, 1, HEADER_BYTES - 1);
    Schema schema = schema(header.getInt());
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
    } catch (IOException | RuntimeException e) {
      throw new UndecodableEventException("no " + schema.getFullName() + ": " + e, e);
    }
  }

  private Schema schema(int id) throws IOException, InterruptedException {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    URI uri = URI.create(registry.confluentApi() + "/schemas/ids/" + id);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    registry.authorization().ifPresent(text -> request.header(RegistryAccess.AUTHORIZATION, text));
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() == 404) {
      throw new UndecodableEventException("the registry knows no schema with id " + id, null);
    }
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answers " + answer.statusCode());
    }
    Schema fetched =
        new Schema.Parser().parse(json.readTree(answer.body()).path("schema").asText());
    schemas.put(id, fetched);
    return fetched;
  }
}
