package io.tacet.scheduler.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/**
 * Adds to the description of the interface the examples of requests' bodies, which {@value #FILE}
 * has by operation and name. An example without its operation fails the build.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class RequestExamples implements OASFilter {

  private static final String FILE = "/request-examples.json";

  @Override
  public void filterOpenAPI(OpenAPI description) {
    Map<String, Map<String, Object>> examples = read();
    description.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(
            operation -> {
              Map<String, Object> ofThis = examples.remove(operation.getOperationId());
              if (ofThis != null) {
                add(operation, ofThis);
              }
            });
    if (!examples.isEmpty()) {
      throw new IllegalStateException(FILE + " has examples of no operation: " + examples.keySet());
    }
  }

  private static void add(Operation operation, Map<String, Object> examples) {
    RequestBody body = operation.getRequestBody();
    org.eclipse.microprofile.openapi.models.media.MediaType json =
        Objects.requireNonNull(
            body == null || body.getContent() == null
                ? null
                : body.getContent().getMediaType(MediaType.APPLICATION_JSON),
            () -> FILE + ": " + operation.getOperationId() + " has no JSON body");
    examples.forEach(
        (name, value) -> json.addExample(name, OASFactory.createExample().value(value)));
  }

  private static Map<String, Map<String, Object>> read() {
    try (InputStream file =
        Objects.requireNonNull(RequestExamples.class.getResourceAsStream(FILE), FILE)) {
      return new ObjectMapper()
          .readValue(file, new TypeReference<LinkedHashMap<String, Map<String, Object>>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
