package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;

class KubernetesBaseTest {

  private static final String COMPOSE = Checkout.read("docker-compose.yml");

  @Test
  void nothingIsWrongWithTheBase() {
    assertThat(KubernetesRules.problems(Checkout.files("deploy/k8s/base"), COMPOSE)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kustomization.yaml | - notifier.yaml          | - notify.yaml             | the kustomization names
          notifier.yaml  | kind: Service                | kind: Servise             | an unknown kind: v1 Servise
          notifier.yaml  | QUARKUS_MAILER_HOST          | QUARKUS_MAIL_HOST         | notifier is given
          notifier.yaml  | value: "8083"                | value: "8084"             | notifier has port 8083, but serves 8084
          notifier.yaml  | port: 8083                   | port: 8084                | service notifier leads to
          notifier.yaml  | targetPort: http             | targetPort: web           | service notifier leads to
          notifier.yaml  | port: http                   | port: web                 | notifier.startupProbe asks port "web"
          notifier.yaml  | path: /q/health/live         | path: /alive              | notifier.livenessProbe asks for "/alive"
          notifier.yaml  | livenessProbe                | x-probe                   | Unrecognized field "x-probe"
          notifier.yaml  | kubernetes.io/name: notifier | kubernetes.io/name: other | notifier selects
          notifier.yaml  | selector:\\n    app.kubernetes.io/name: notifier | selector:\\n    app: notifier | service notifier selects no pod
          scheduler.yaml | tacet/scheduler:             | tacet/scheduler:9         | unlike in the compose file
          scheduler.yaml | runAsNonRoot: true           | runAsNonRoot: false       | scheduler may run as root
          config.yaml    | TACET_REGISTRY_URL           | TACET_REGISTRY            | worker is given
          worker.yaml    | tacet.io/worker:             | tacet.io/any:             | workers are on every node
          worker.yaml    | volumeMounts:                | readinessProbe: {exec: {command: ["true"]}}\\n          volumeMounts: | worker must not have a readinessProbe
          """)
  void aBrokenBaseIsRefused(String file, String place, String by, String problem) {
    Map<String, String> files = new TreeMap<>(Checkout.files("deploy/k8s/base"));
    String text = files.getOrDefault(file, "");
    files.put(file, Broken.replacing(text, place.translateEscapes(), by.translateEscapes()));

    assertThat(KubernetesRules.problems(files, COMPOSE)).anyMatch(found -> found.contains(problem));
  }

  @Test
  void aDuplicateKeyIsRefused() {
    Map<String, String> files = new TreeMap<>(Checkout.files("deploy/k8s/base"));
    files.compute(
        "config.yaml",
        (name, text) ->
            Broken.replacing(text, "TACET_REGISTRY_URL", "TACET_KAFKA_BOOTSTRAP_SERVERS"));

    assertThatThrownBy(() -> KubernetesRules.problems(files, COMPOSE))
        .isInstanceOf(DuplicateKeyException.class);
  }
}
