package io.tacet.scheduler.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.rest.Problem;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the interface says of itself is complete, and true as far as it can be read. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class DescriptionTest {

  private static final List<String> ERRORS = List.of("400", "401", "403", "503");

  @Inject ObjectMapper json;

  private List<Described> operations = List.of();

  @BeforeEach
  void read() {
    JsonNode paths = new Api(null).get("/q/openapi?format=json").json().path("paths");
    List<Described> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
        found.add(new Described(one.getKey() + " " + path.getKey(), one.getValue()));
      }
    }
    operations = found.stream().filter(one -> one.operation().has("responses")).toList();
  }

  @Test
  void everyOperationHasANameASummaryATagAndItsErrors() {
    assertThat(operations).hasSizeGreaterThan(25);
    TreeSet<String> ids = new TreeSet<>();
    for (Described one : operations) {
      JsonNode operation = one.operation();
      assertThat(operation.path("summary").asText()).as(one.name()).isNotBlank();
      assertThat(operation.path("tags")).as(one.name()).hasSize(1);
      assertThat(ids.add(operation.path("operationId").asText())).as(one.name()).isTrue();
      for (String error : ERRORS) {
        assertThat(operation.at("/responses/" + error + "/content").has(Problem.MEDIA_TYPE))
            .as(one.name() + " " + error)
            .isTrue();
      }
    }
  }

  @Test
  void everyBodyHasExamplesAndTheyAreWhatTheyAreExamplesOf() throws Exception {
    ObjectMapper strict = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    for (Described one : operations) {
      JsonNode content = one.operation().at("/requestBody/content/application~1json");
      if (content.isMissingNode()) {
        continue;
      }
      assertThat(content.path("examples")).as(one.name()).isNotEmpty();
      Class<?> type = type(content.path("schema"));
      for (JsonNode example : content.path("examples")) {
        JsonNode value = example.path("value");
        String text = value.isTextual() ? value.asText() : value.toString();
        assertThat(strict.readValue(text, type)).as(one.name()).isNotNull();
      }
    }
  }

  private static Class<?> type(JsonNode schema) throws ClassNotFoundException {
    JsonNode one = schema.has("$ref") ? schema : schema.findParent("$ref");
    String reference = one.path("$ref").asText();
    return Class.forName(
        "io.tacet.contract.rest." + reference.substring(reference.lastIndexOf('/') + 1));
  }

  private record Described(String name, JsonNode operation) {}
}
