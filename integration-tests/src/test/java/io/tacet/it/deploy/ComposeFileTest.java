package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.postgres.ServiceRole;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;

class ComposeFileTest {

  private static final String FILE = Checkout.read("docker-compose.yml");

  @Test
  void nothingIsWrongWithTheComposeFile() {
    assertThat(ComposeRules.problems(FILE)).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          restart: unless-stopped   | restrat: always           | kafka has no key restrat
          name: tacet               | version: "3"              | the file has no key version
            mail:                   |   post:                   | notifier waits for mail, which is no service
          apache/kafka:4.1.1        | apache/kafka:4.1.0        | kafka runs apache/kafka:4.1.0, the build has apache/kafka:4.1.1
          apache/kafka:4.1.1        | apache/kafka              | kafka has an image without a version: apache/kafka
          postgres:17               | postgres:16               | postgres runs postgres:16, the build has postgres:17
          apicurio-registry:3.0.9   | apicurio-registry:3.1.0   | the build has apicurio/apicurio-registry:3.0.9
          tacet/worker:             | tacet/worker:9            | worker runs tacet/worker:9
          dockerfile: worker        | dockerfile: wroker        | worker is built by wroker/src/main/docker/Dockerfile
          condition: service_healthy| condition: service_health | registry waits for postgres on condition service_health
          "127.0.0.1:8082:8082"     | "127.0.0.1:8082:8080"     | accountant publishes port 8080, but serves [8082]
          "127.0.0.1:8082:8082"     | "127.0.0.1:8080:8082"     | scheduler publishes port 8080, which is taken
          "127.0.0.1:8025:8025"     | "8025:8025"               | mail has a port that is not of the form
          QUARKUS_HTTP_PORT: 8083   | QUARKUS_HTTP_PORT: 8084   | notifier uses 127.0.0.1:8083, where nobody listens
          INSIDE://:19092           | INSIDE://:19093           | worker uses kafka:19092, where nobody listens
          registry:8080             | registry:8081             | worker uses registry:8081, where nobody listens
          QUARKUS_MAILER_HOST: mail | QUARKUS_MAILER_HOST: post | notifier uses post:1025, where nobody listens
          QUARKUS_HTTP_HOST: 0.0.0.0\\n      QUARKUS_HTTP_PORT: 8080 | QUARKUS_HTTP_PORT: 8080 | scheduler publishes port 8080, but serves []
          kafka-data:/var           | other-data:/var           | volumes declared are [grafana-data, kafka-data, postgres-data, worker-2-state,
          compose/roles.sql         | compose/rules.sql         | postgres mounts ./deploy/compose/rules.sql, which is not there
          ${TACET_POSTGRES_PASSWORD:-local-only-change-me} | secret | postgres.POSTGRES_PASSWORD is a secret in clear
          ${TACET_POSTGRES_PASSWORD:-local-only-change-me} | $SECRET | a variable without a default in: $SECRET
          interval: 10s             | interval: ten             | healthcheck.interval is 'ten'
          "CMD", "bash"             | "bash"                    | kafka.healthcheck.test does not begin with CMD
          MACHINE: compose-2        | MACHINE: compose          | worker-2 is machine compose, which another one is
          - worker-3-state:/var     | - worker-state:/var       | worker-3 has the journal of another
          profiles: [workers-4]     | profiles: [workers-5]     | worker-4 is not in the profiles [workers-4]
          grafana/dashboards:/etc   | grafana/boards:/etc       | grafana mounts ./deploy/grafana/boards, which is not there
          ADDRESS: postgres:5432    | ADDRESS: postgres:5433    | grafana uses postgres:5433, where nobody listens
          stop_grace_period: 90s    | healthcheck: {test: [CMD, "true"]} | worker must not have a health check
          """)
  void aBrokenComposeFileIsRefused(String place, String by, String problem) {
    String broken = Broken.replacing(FILE, place.translateEscapes(), by.translateEscapes());

    assertThat(ComposeRules.problems(broken)).anyMatch(found -> found.contains(problem));
  }

  @Test
  void aMissingHealthCheckIsSeenByTheServiceAndByThoseWhoWaitForIt() {
    String broken =
        Broken.replacing(FILE, "    healthcheck:\n      # The broker", "    x-was:\n      # ");

    assertThat(ComposeRules.problems(broken))
        .contains(
            "kafka has no health check",
            "scheduler waits for kafka to be healthy, which has no health check");
  }

  @Test
  void aCircleIsRefused() {
    String broken =
        Broken.replacing(
            FILE,
            "  postgres:\n    <<: *service\n",
            "  postgres:\n    depends_on: {notifier: {condition: service_started}}\n");

    assertThat(ComposeRules.problems(broken)).contains("postgres waits for itself");
  }

  @Test
  void aDuplicateKeyIsRefused() {
    String broken = Broken.replacing(FILE, "KAFKA_NODE_ID: 1", "CLUSTER_ID: 1");

    assertThatThrownBy(() -> ComposeRules.problems(broken))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("CLUSTER_ID");
  }

  @Test
  void theRolesOfPostgresAreThoseOfTheEmbeddedOne() {
    String sql = Checkout.read("deploy/compose/roles.sql");

    assertThat(Arrays.stream(ServiceRole.values()).map(ServiceRole::user))
        .allSatisfy(
            role ->
                assertThat(sql)
                    .contains(
                        "CREATE ROLE " + role + " LOGIN PASSWORD :'" + role + "';",
                        "CREATE SCHEMA " + role + " AUTHORIZATION " + role + ";",
                        "ALTER ROLE " + role + " SET search_path = " + role + ";"));
    assertThat(sql.lines().filter(line -> line.startsWith("CREATE ROLE")))
        .hasSize(ServiceRole.values().length);
  }
}
