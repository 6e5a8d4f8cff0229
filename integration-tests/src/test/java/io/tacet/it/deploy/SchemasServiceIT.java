package io.tacet.it.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.registry.EventSchemas;
import io.tacet.it.harness.Parts;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that registers the schemas in a deployment, run on what the image would hold. */
class SchemasServiceIT {

  @ParameterizedTest
  @ValueSource(strings = {"compose", "kubernetes"})
  void theCommandRegistersEverySchema(String deployment) throws Exception {
    String registry = Parts.shared().cluster().registry().url();
    String image = Checkout.path("scheduler/target/quarkus-app").toAbsolutePath().toString();
    List<String> command =
        command(deployment).stream()
            .map(
                word ->
                    word.replace("/opt/tacet", image)
                        .replace("$(TACET_REGISTRY_URL)", registry)
                        .replace("http://registry:8080", registry)
                        .replaceAll("^java$", java()))
            .toList();

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(EventSchemas.all().stream().map(Schema::getFullName))
        .allSatisfy(subject -> assertThat(output).contains(subject));
  }

  private static List<String> command(String deployment) {
    return deployment.equals("compose")
        ? Compose.strings(
            Compose.parse(Checkout.read("docker-compose.yml"))
                .service("schemas")
                .path("entrypoint"))
        : Compose.strings(
            KubernetesBase.parse(Checkout.files("deploy/k8s/base"))
                .container("schemas")
                .path("command"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
