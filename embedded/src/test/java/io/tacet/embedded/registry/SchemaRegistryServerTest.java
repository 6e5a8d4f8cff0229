package io.tacet.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.PartName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryServerTest {
  private static final String SCHEMA =
      "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[]}\"}";
  private static final String OTHER =
      "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"S\\\",\\\"fields\\\":[]}\"}";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path directory;

  @Test
  void itSpeaksConfluentsApi() throws Exception {
    // given
    SchemaRegistryServer registry = EmbeddedCluster.shared().registry();

    // when
    String id = register(registry, "subject-a", SCHEMA);

    // then
    assertThat(get(registry, "/subjects")).contains("subject-a");
    assertThat(get(registry, "/schemas/ids/" + id)).contains("record");
  }

  @Test
  void aRegistryInPostgresKeepsItsIdsOverARestart() throws Exception {
    // given
    String first;
    String second;
    try (EmbeddedCluster cluster = persistent()) {
      first = register(cluster.registry(), "subject-a", SCHEMA);
      second = register(cluster.registry(), "subject-b", OTHER);
      assertThat(first).isNotEqualTo(second);
      assertThat(cluster.registry().url()).startsWith("http://127.0.0.2:");
    }

    // when
    try (EmbeddedCluster cluster = persistent()) {
      // then
      assertThat(get(cluster.registry(), "/schemas/ids/" + second)).contains("S");
      assertThat(register(cluster.registry(), "subject-b", OTHER)).isEqualTo(second);
    }
  }

  private EmbeddedCluster persistent() {
    return EmbeddedCluster.builder()
        .directory(directory)
        .address("127.0.0.2")
        .parts(Set.of(PartName.POSTGRES, PartName.REGISTRY))
        .registryInPostgres(true)
        .start();
  }

  private String register(SchemaRegistryServer registry, String subject, String schema)
      throws IOException, InterruptedException {
    String answer =
        send(
            HttpRequest.newBuilder(
                    URI.create(registry.confluentUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(schema)));
    return answer.replaceAll("\\D", "");
  }

  private String get(SchemaRegistryServer registry, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(registry.confluentUrl() + path)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
