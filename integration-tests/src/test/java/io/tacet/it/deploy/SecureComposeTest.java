package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.SetRights;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.registry.RegisterSchemas;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.security.SecurityProtocol;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.SigningKey;
import io.tacet.it.deploy.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file with locked doors; its certificates are made for real. */
class SecureComposeTest {

  private static final String OPEN = Checkout.read("docker-compose.yml");
  private static final String OVER = Checkout.read("deploy/compose/secure.yml");
  private static final Compose SECURE = ComposeOverride.merged(OPEN, OVER);
  private static final Set<String> MORE = Set.of("certificates", "rights");

  @TempDir private static Path certificates;

  @BeforeAll
  static void certificates() throws Exception {
    assumeTrue(Program.isThere("openssl"), "openssl is not installed");
    Ended made =
        Program.run(
            Checkout.path("deploy/compose/certificates.sh").toString(), certificates.toString());
    assertThat(made).isEqualTo(new Ended(0, ""));
  }

  @Test
  void everybodyWhoComesToKafkaShowsACertificateOfTheirOwn() {
    Set<String> users = new HashSet<>();
    for (String service : SECURE.services()) {
      Map<String, String> environment = SECURE.environment(service);
      if (!environment.containsKey("TACET_KAFKA_BOOTSTRAP_SERVERS")) {
        continue;
      }
      KafkaSecurity security =
          new KafkaSecurity(
              SecurityProtocol.valueOf(
                  environment.getOrDefault("TACET_KAFKA_SECURITY_PROTOCOL", "none")),
              Optional.of(
                  here(service, environment.getOrDefault("TACET_KAFKA_SECURITY_CA", "none"))),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(
                  here(
                      service,
                      environment.getOrDefault("TACET_KAFKA_SECURITY_CERTIFICATE", "none"))),
              Optional.of(
                  here(service, environment.getOrDefault("TACET_KAFKA_SECURITY_KEY", "none"))));

      assertThat(security.problems(Instant.now())).as(service).isEmpty();
      String user = mounts(service).get("/etc/tacet/kafka");
      assertThat(users.add(user)).as(service + " is " + user + ", as another is").isTrue();
      assertThat(user).as(service).isEqualTo(userOf(service, environment));
    }
    assertThat(users).hasSize(7);
  }

  @Test
  void aCertificateIsOfTheNameAndTheHost() throws Exception {
    for (String name : List.of("kafka", "postgres", "registry")) {
      String text =
          Program.run(
                  "openssl",
                  "x509",
                  "-in",
                  certificates.resolve(name + "/tls.crt").toString(),
                  "-noout",
                  "-subject",
                  "-ext",
                  "subjectAltName")
              .output();
      assertThat(text).contains("CN = " + name).contains("DNS:" + name + ", DNS:localhost");
    }
  }

  @Test
  void whoWritesEventsSignsThemAndEverybodyChecks() throws Exception {
    Set<String> keys = new HashSet<>();
    for (String service : SECURE.services()) {
      Map<String, String> environment = SECURE.environment(service);
      if (!environment.containsKey("TACET_KAFKA_BOOTSTRAP_SERVERS")) {
        continue;
      }
      boolean worker = environment.containsKey("TACET_WORKER_MACHINE");
      assertThat(environment.containsKey("TACET_SIGNATURE_REQUIRED")).isEqualTo(!worker);
      if (service.equals("notifier")) {
        continue; // it writes no events
      }
      String file = environment.getOrDefault("TACET_SIGNATURE_KEY_FILE", "none");
      SigningKey key = SigningKey.read(here(service, file));
      String half = Files.readString(here(service, "/etc/tacet/kafka/signing.pub"));
      assertThat(PublicHalf.parse(half)).as(service).isEqualTo(key.publicHalf());
      assertThat(keys.add(key.publicHalf().id())).as(service + " has another's").isTrue();
    }
    assertThat(keys).hasSize(6);
    assertThat(
            here(
                "scheduler",
                SECURE
                    .environment("scheduler")
                    .getOrDefault("TACET_SIGNATURE_ACCOUNTANT_FILE", "none")))
        .hasSameTextualContentAs(here("accountant", "/etc/tacet/kafka/signing.pub"));
  }

  @Test
  void madeAgainTheyStay() throws Exception {
    Path certificate = certificates.resolve("kafka/tls.crt");
    Path key = certificates.resolve("tacet-scheduler/signing.key");
    String before = Files.readString(certificate);
    String keyBefore = Files.readString(key);

    assertThat(
            Program.run(
                    Checkout.path("deploy/compose/certificates.sh").toString(),
                    certificates.toString())
                .status())
        .isZero();

    assertThat(certificate).hasContent(before.strip());
    assertThat(key).hasContent(keyBefore.strip());
  }

  @Test
  void nothingIsMountedThatIsNotMade() {
    for (String service : SECURE.services()) {
      mounts(service)
          .forEach(
              (target, name) ->
                  assertThat(certificates.resolve(name)).as(service + " " + target).isDirectory());
      SECURE.environment(service).values().stream()
          .flatMap(value -> List.of(value.split("=", -1)).stream())
          .filter(value -> value.startsWith("/etc/tacet/"))
          .forEach(value -> assertThat(here(service, value)).as(service).isRegularFile());
    }
  }

  @Test
  void itIsLaidOverTheOpenOne() {
    Set<String> known = new HashSet<>(Compose.parse(OPEN).services());
    known.addAll(MORE);
    Problems problems = new Problems();
    for (String service : Compose.parse(OVER).services()) {
      problems.unless(known.contains(service), "what is " + service + "?");
      problems.keys(service, SECURE.service(service), ComposeKeys.SERVICE);
      SECURE
          .dependencies(service)
          .forEach(
              (target, condition) ->
                  problems.unless(
                      SECURE.services().contains(target)
                          && ComposeKeys.CONDITION.contains(condition),
                      service + " waits for " + target + " on condition " + condition));
    }
    assertThat(problems.all()).isEmpty();
    assertThat(SECURE.dependencies("scheduler")).containsKeys("kafka", "schemas", "rights");
    assertThat(SECURE.dependencies("kafka")).containsKeys("certificates");
  }

  @Test
  void nothingIsOpenAnyMore() {
    assertThat(SECURE.environment("kafka").get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"))
        .isEqualTo("INSIDE:SSL,HOST:SSL,CONTROLLER:PLAINTEXT");
    assertThat(SECURE.environment("kafka").get("KAFKA_LISTENERS"))
        .contains("CONTROLLER://localhost:");
    for (String service : SECURE.services()) {
      for (String value : SECURE.environment(service).values()) {
        assertThat(value).as(service).doesNotContain("http://registry");
        assertThat(!value.startsWith("jdbc:") || value.contains("?sslmode=verify-full&"))
            .as(service)
            .isTrue();
      }
    }
  }

  @Test
  void aWorkerGivesJobsAUserOfTheirOwnAsInKubernetes() {
    KubernetesBase base = KubernetesBase.parse(Checkout.files("deploy/k8s/base"));

    for (String worker : List.of("worker", "worker-2", "worker-3", "worker-4")) {
      assertThat(Compose.strings(SECURE.service(worker).path("cap_add")))
          .containsExactlyInAnyOrderElementsOf(
              Compose.strings(base.container("worker").at("/securityContext/capabilities/add")));
      assertThat(SECURE.environment(worker)).containsEntry("TACET_WORKER_JOB_USER", "tacet-job");
    }
  }

  @Test
  void whatIsRunOnceIsThere() {
    assertThat(Compose.strings(SECURE.service("rights").path("entrypoint")))
        .contains(SetRights.class.getName(), "kafka:19092");
    assertThat(Compose.strings(SECURE.service("schemas").path("entrypoint")))
        .contains(RegisterSchemas.class.getName(), "https://registry:8443");
  }

  private static String userOf(String service, Map<String, String> environment) {
    String machine = environment.get("TACET_WORKER_MACHINE");
    return machine == null ? "tacet-" + service : AccessRules.workerUser(new MachineId(machine));
  }

  /** Where a path of a container is among the certificates made here. */
  private static Path here(String service, String path) {
    Path in = Path.of(path);
    String name = mounts(service).get(String.valueOf(in.getParent()));
    assertThat(name).as(service + " mounts nothing at " + in.getParent()).isNotNull();
    return certificates.resolve(String.valueOf(name)).resolve(String.valueOf(in.getFileName()));
  }

  /** Directories of the certificates' volume by where they are mounted. */
  private static Map<String, String> mounts(String service) {
    Map<String, String> mounts = new HashMap<>();
    List<JsonNode> volumes = new ArrayList<>();
    SECURE.service(service).path("volumes").forEach(volumes::add);
    for (JsonNode volume : volumes) {
      if (volume.isObject()) {
        assertThat(volume.path("read_only").asBoolean()).as(service).isTrue();
        mounts.put(volume.path("target").asText(), volume.at("/volume/subpath").asText());
      }
    }
    return mounts;
  }
}
