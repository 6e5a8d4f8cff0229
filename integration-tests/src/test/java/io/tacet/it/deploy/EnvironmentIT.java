package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environments of the deployments against the configuration of the services as packaged. */
class EnvironmentIT {

  private static final Compose COMPOSE = Compose.parse(Checkout.read("docker-compose.yml"));
  private static final KubernetesBase KUBERNETES =
      KubernetesBase.parse(Checkout.files("deploy/k8s/base"));

  static Stream<String> services() {
    return Checkout.SERVICES.stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceUnderstandsWhatComposeGivesIt(String service) {
    assertThat(problems(service, COMPOSE.environment(service))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceUnderstandsWhatComposeGivesItWithLockedDoors(String service) {
    Compose secure =
        ComposeOverride.merged(
            Checkout.read("docker-compose.yml"), Checkout.read("deploy/compose/secure.yml"));

    assertThat(problems(service, secure.environment(service))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceUnderstandsWhatKubernetesGivesIt(String service) {
    assertThat(problems(service, KUBERNETES.environment(service))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "scheduler, dev", "accountant, dev", "notifier, dev", "worker, dev",
    "scheduler, production", "accountant, production", "notifier, production", "worker, production",
    "accountant, production-with-all"
  })
  void aServiceUnderstandsWhatAnOverlayGivesIt(String service, String overlay) {
    KubernetesBase cluster = Overlays.render(Checkout::read, overlay);

    assertThat(problems(service, cluster.environment(service))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler", "accountant", "notifier"})
  void aServiceUnderstandsItsSettingsOnAHost(String service) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String file : List.of("common", service)) {
      Matcher setting =
          Pattern.compile("(?m)^#?([A-Z_]+)=(.*)$")
              .matcher(Checkout.read("deploy/host/" + file + ".env"));
      while (setting.find()) {
        environment.put(setting.group(1), setting.group(2).isEmpty() ? "given" : setting.group(2));
      }
    }

    assertThat(problems(service, environment)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          worker    | TACET_WORKER_MACHINE          | TACET_WORKER_MASCHINE            | worker has no setting TACET_WORKER_MASCHINE
          worker    | TACET_WORKER_MACHINE          | TACET_WORKER_MASCHINE            | worker is not given TACET_WORKER_MACHINE
          worker    | TACET_WORKER_KIND             | QUARKUS_DATASOURCE_JDBC_URL      | worker has no setting QUARKUS_DATASOURCE_JDBC_URL
          scheduler | QUARKUS_DATASOURCE_USERNAME   | QUARKUS_DATASOURCE_USER          | scheduler has no setting QUARKUS_DATASOURCE_USER
          scheduler | QUARKUS_DATASOURCE_USERNAME   | QUARKUS_DATASOURCE_USER          | scheduler is not given QUARKUS_DATASOURCE_USERNAME
          scheduler | QUARKUS_HTTP_PORT             | QUARKUS_DATASOURCE_DB_KIND       | scheduler has no setting QUARKUS_DATASOURCE_DB_KIND
          accountant| TACET_REGISTRY_URL            | TACET_REGISTRY_URI               | accountant is not given TACET_REGISTRY_URL
          accountant| QUARKUS_HTTP_PORT             | QUARKUS_MAILER_HOST              | accountant has no setting QUARKUS_MAILER_HOST
          notifier  | QUARKUS_MAILER_HOST           | QUARKUS_MAIL_HOST                | notifier is not given QUARKUS_MAILER_HOST
          """)
  void aRenamedKeyIsSeen(String service, String key, String by, String problem) {
    Map<String, String> environment = new LinkedHashMap<>(COMPOSE.environment(service));
    String value = environment.remove(key);
    assertThat(value).as(key).isNotNull();
    environment.put(by, value);

    assertThat(problems(service, environment)).contains(problem);
  }

  @Test
  void aValueThatCannotBeReadIsSeen() {
    Map<String, String> environment = new LinkedHashMap<>(COMPOSE.environment("worker"));
    environment.put("TACET_WORKER_STOP_TIMEOUT", "a minute or so");

    assertThat(problems("worker", environment))
        .anyMatch(problem -> problem.contains("tacet.worker.stop-timeout"));
  }

  private static List<String> problems(String service, Map<String, String> environment) {
    PackagedService packaged = PackagedService.of(service);
    try (URLClassLoader loader = packaged.classLoader()) {
      return new ServiceKeys(packaged, loader).problems(environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
