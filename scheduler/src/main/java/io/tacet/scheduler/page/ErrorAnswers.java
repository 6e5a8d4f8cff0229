package io.tacet.scheduler.page;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tacet.contract.rest.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the description of the interface what is true of every operation: the errors, all of them
 * problems (RFC 9457), and 304. Resources describe what is theirs alone.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ErrorAnswers implements OASFilter {

  private static final String SCHEMA = "Problem";
  private static final int FIRST_ERROR = 400;

  @Override
  public void filterOpenAPI(OpenAPI description) {
    if (description.getComponents() == null) {
      description.setComponents(OASFactory.createComponents());
    }
    description.getComponents().addSchema(SCHEMA, problem());
    if (description.getPaths() != null && description.getPaths().getPathItems() != null) {
      description
          .getPaths()
          .getPathItems()
          .forEach((path, item) -> item.getOperations().forEach((m, o) -> complete(path, m, o)));
    }
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    Map<String, String> answers = new TreeMap<>();
    answers.put("400", "The request is not valid; each field that is wrong is named");
    answers.put("401", "No token, or one that is not valid");
    answers.put("403", "The user may not do this");
    answers.put("503", "Database, Kafka or registry does not answer; try again");
    if (path.contains("{")) {
      answers.put("404", "There is no such thing");
    }
    if (method == PathItem.HttpMethod.GET) {
      answers.put("304", "If-None-Match has the entity tag that it has now");
    }
    if (has(operation, "If-Match")) {
      answers.put("412", "It is not as If-Match says");
    }
    answers.forEach(
        (status, text) -> {
          if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                .getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().description(text));
          }
        });
    operation.getResponses().getAPIResponses().forEach(ErrorAnswers::withBody);
  }

  private static boolean has(Operation operation, String header) {
    List<Parameter> parameters = operation.getParameters();
    return parameters != null
        && parameters.stream().anyMatch(one -> header.equalsIgnoreCase(one.getName()));
  }

  private static void withBody(String status, APIResponse response) {
    if (status.matches("[0-9]{3}")
        && Integer.parseInt(status) >= FIRST_ERROR
        && response.getContent() == null) {
      response.setContent(
          OASFactory.createContent()
              .addMediaType(
                  Problem.MEDIA_TYPE,
                  OASFactory.createMediaType()
                      .schema(OASFactory.createSchema().ref(SCHEMA))
                      .example(
                          "{\"type\": \"about:blank\", \"title\": \"Not Found\", \"status\": 404,"
                              + " \"detail\": \"There is no job 'x'.\", \"errors\": []}")));
    }
  }

  private static Schema problem() {
    Schema text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    Schema field =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .addProperty("field", text)
            .addProperty("message", text);
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("An error, RFC 9457")
        .addProperty("type", text)
        .addProperty("title", text)
        .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
        .addProperty("detail", text)
        .addProperty("instance", text)
        .addProperty(
            "errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(field));
  }
}
