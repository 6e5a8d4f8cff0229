package io.tacet.contract.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.security.RegistryAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Registers every schema under its full record name and sets the compatibility to FULL_TRANSITIVE,
 * through the interface that Confluent's registry and Apicurio's share. Registering what is there
 * already changes nothing. Thread-safe.
 */
public final class SchemaRegistration {

  /** Compatibility of every subject. */
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final ObjectMapper json = new ObjectMapper();
  private final RegistryAccess registry;
  private final HttpClient http;

  /**
   * For a registry.
   *
   * @throws IOException with a sentence for the operator when the file of its CA can't be used
   */
  public SchemaRegistration(RegistryAccess registry) throws IOException {
    this.registry = registry;
    http = registry.client();
  }

  /** For a registry at this base URL that is open to everybody who reaches it. */
  public SchemaRegistration(String registryUrl) throws IOException {
    this(RegistryAccess.open(registryUrl));
  }

  /**
   * Registers all schemas of {@link EventSchemas}.
   *
   * @return one entry per schema, in order
   * @throws IncompatibleSchemaException when the registry refuses one; those before it are
   *     registered
   * @throws IOException when the registry does not answer as it should, or the file of its password
   *     can't be read
   */
  public List<Registered> registerAll() throws IOException, InterruptedException {
    List<Registered> done = new ArrayList<>();
    for (Schema schema : EventSchemas.all()) {
      done.add(register(schema));
    }
    return done;
  }

  private Registered register(Schema schema) throws IOException, InterruptedException {
    String subject = schema.getFullName();
    Map<String, String> body = Map.of("schemaType", "AVRO", "schema", schema.toString());
    HttpResponse<String> answer =
        send("/subjects/" + subject + "/versions", "POST", json.writeValueAsString(body));
    if (answer.statusCode() == 409) {
      throw new IncompatibleSchemaException(
          subject + " is not " + COMPATIBILITY + " with what is registered: " + answer.body());
    }
    int id = expectOk(subject, answer).path("id").asInt();
    HttpResponse<String> rule =
        send(
            "/config/" + subject,
            "PUT",
            json.writeValueAsString(Map.of("compatibility", COMPATIBILITY)));
    expectOk(subject, rule);
    return new Registered(subject, id);
  }

  private HttpResponse<String> send(String path, String method, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(registry.confluentApi() + path))
            .timeout(TIMEOUT)
            .header("Content-Type", MEDIA_TYPE)
            .method(method, BodyPublishers.ofString(body));
    registry.authorization().ifPresent(text -> request.header(RegistryAccess.AUTHORIZATION, text));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode expectOk(String subject, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(
          "The registry answered "
              + answer.statusCode()
              + " to the registration of "
              + subject
              + ": "
              + answer.body());
    }
    return json.readTree(answer.body());
  }

  /**
   * A registered schema. Immutable.
   *
   * @param subject full record name
   * @param id id in the wire format
   */
  public record Registered(String subject, int id) {}
}
