package io.tacet.it.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our reader makes of deploy/k8s against what kustomize makes of it. */
class KustomizeTest {

  /** Since then "labels" are known: kustomize 4.1. */
  private static final int OLDEST = 22;

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
  void kustomizeRendersTheSame(String directory) throws Exception {
    assumeTrue(
        minor() >= OLDEST,
        "there is no kubectl 1." + OLDEST + " or newer here: our own reader goes uncompared");
    String path = "deploy/k8s/" + directory;

    List<JsonNode> theirs =
        StrictYaml.documents(run("kubectl", "kustomize", Checkout.path(path).toString()));

    assertThat(byName(theirs)).isEqualTo(byName(Kustomization.render(Checkout::read, path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void kustomizeRendersTheSameWithAllComponents(String overlay, @TempDir Path directory)
      throws Exception {
    assumeTrue(
        minor() >= OLDEST,
        "there is no kubectl 1." + OLDEST + " or newer here: our own reader goes uncompared");
    Path real = directory.toRealPath();
    Path overlays = real.relativize(Checkout.path(Overlays.PATH).toRealPath());
    Files.writeString(
        real.resolve("kustomization.yaml"), Overlays.withAll(overlay, overlays.toString()));

    List<JsonNode> theirs = StrictYaml.documents(run("kubectl", "kustomize", real.toString()));

    assertThat(byName(theirs))
        .isEqualTo(byName(Overlays.render(Checkout::read, overlay + "-with-all").objects()));
  }

  private static Map<String, JsonNode> byName(Collection<? extends JsonNode> objects) {
    Map<String, JsonNode> found = new TreeMap<>();
    for (JsonNode object : objects) {
      found.put(object.path("kind") + " " + object.at("/metadata/name"), sorted(object));
    }
    return found;
  }

  /** Without the order of lists, in which a patch's elements go before or after the others. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ArrayNode list) {
      List<JsonNode> elements = new ArrayList<>();
      list.forEach(element -> elements.add(sorted(element)));
      elements.sort(Comparator.comparing(JsonNode::toString));
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      Map<String, JsonNode> fields = new TreeMap<>();
      object.properties().forEach(entry -> fields.put(entry.getKey(), sorted(entry.getValue())));
      return copy.setAll(fields);
    }
    return node;
  }

  private static int minor() throws InterruptedException {
    try {
      String version = run("kubectl", "version", "--client", "-o", "yaml");
      return Integer.parseInt(version.replaceAll("(?s).*minor: \"?(\\d+).*", "$1"));
    } catch (IOException e) {
      return 0;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return output;
  }
}
