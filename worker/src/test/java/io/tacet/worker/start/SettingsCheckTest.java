package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.signature.SigningKey;
import io.tacet.embedded.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCheckTest {

  @TempDir private Path directory;

  @Test
  void all_that_is_wrong_is_said_at_once_with_its_line() throws IOException {
    // given
    ConfigFile file =
        file(
            """
            tacet:
              kafka:
                bootstrap-server: localhost:9092
              worker:
                machine: M_1
                heartbeet: 5s
                rest: banana
                temperature: 55
                kind: foo
                power:
                  off-after: 5m
            """);

    // when
    List<String> problems = new SettingsCheck(file, Map.of()).problems();

    // then
    assertThat(problems)
        .containsExactlyInAnyOrder(
            file.path()
                + ", line 3: unknown key tacet.kafka.bootstrap-server;"
                + " do you mean tacet.kafka.bootstrap-servers?",
            file.path()
                + ", line 5: tacet.worker.machine 'M_1' must be 1 to 63 characters of a-z, 0-9"
                + " and '-'",
            file.path()
                + ", line 6: unknown key tacet.worker.heartbeet;"
                + " do you mean tacet.worker.heartbeat?",
            file.path()
                + ", line 7: tacet.worker.rest: 'banana' can't be read: Invalid duration: banana",
            file.path() + ", line 8: tacet.worker.temperature is a group of keys, not a value",
            file.path()
                + ", line 9: tacet.worker.kind: 'foo' can't be read: must be one of benchmarking, development, profiling",
            file.path()
                + ", line 11: tacet.worker.power.off-after is set, but no"
                + " tacet.worker.power.command that turns the machine off, such as [sudo, -n,"
                + " systemctl, poweroff]");
  }

  @Test
  void where_kafka_is_secured_jobs_run_as_another_user(@TempDir Path etc) throws IOException {
    // given
    String ca = CertificateAuthority.in(etc, "test").file().toString();
    String secured =
        """
        tacet:
          kafka: {security: {protocol: SASL_SSL, ca: %s, user: m1, password: secret}}
          worker:
            machine: m1
            kind: %s
            %s
        """;

    // then
    assertThat(problems(secured.formatted(ca, "profiling", "rest: 0s")))
        .singleElement()
        .asString()
        .contains("tacet.worker.job-user is not set", "start the worker as root")
        .doesNotContain("secret");
    assertThat(
            problems(
                secured.formatted(ca, "profiling", "job-user: " + System.getProperty("user.name"))))
        .hasSize(1);
    assertThat(problems(secured.formatted(ca, "profiling", "job-user: tacet-job"))).isEmpty();
    assertThat(problems(secured.formatted(ca, "profiling", "allow-jobs-as-worker: true")))
        .singleElement()
        .asString()
        .contains("development only");
    assertThat(problems(secured.formatted(ca, "development", "allow-jobs-as-worker: true")))
        .isEmpty();
  }

  private List<String> problems(String text) throws IOException {
    return new SettingsCheck(file(text), Map.of()).problems();
  }

  @Test
  void a_key_that_is_not_nested_is_led_to_its_place() throws IOException {
    // given
    ConfigFile file = file("machine: m1\ntacet.worker.kind: profiling\n");

    // when
    List<String> problems = new SettingsCheck(file, environment()).problems();

    // then
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0))
        .contains("line 1: unknown key machine")
        .endsWith("do you mean tacet.worker.machine?");
    assertThat(problems.get(1))
        .contains("line 2: unknown key \"tacet.worker.kind\"", "nested")
        .endsWith("do you mean tacet.worker.kind?");
  }

  @Test
  void a_provider_of_an_energy_counts_in_microjoules() throws IOException {
    // given
    ConfigFile file =
        file(
            """
            tacet:
              worker:
                machine: m1
                providers:
                  meter: {command: /bin/meter, metric: psu_energy_ac_meter_machine, unit: J}
                  fan: {command: /bin/fan, metric: fan_speed_script_machine, unit: RPM}
            """);

    // when, then
    assertThat(new SettingsCheck(file, Map.of()).problems())
        .containsExactly(
            file.path()
                + ", line 5: tacet.worker.providers.meter.unit must be µJ for an energy, not 'J'");
  }

  @Test
  void the_environment_goes_before_the_file() throws IOException {
    // given
    ConfigFile file = file("tacet:\n  worker:\n    machine: m1\n    heartbeat: banana\n");

    // when
    SettingsCheck check = new SettingsCheck(file, Map.of("TACET_WORKER_HEARTBEAT", "7s"));

    // then
    assertThat(check.problems()).isEmpty();
    assertThat(check.settings(io.tacet.worker.config.WorkerConfig.class).orElseThrow().heartbeat())
        .hasSeconds(7);
  }

  @Test
  void a_variable_that_is_no_setting_is_an_error_unless_kubernetes_sets_it() {
    assertThat(
            new SettingsCheck(
                    null,
                    Map.of(
                        "TACET_WORKER_MACHINE", "m1",
                        "TACET_WORKER_HEARTBEET", "5s",
                        "TACET_WORKER_CLEAN_SCRIPT_0_", "true",
                        "TACET_WORKER_SERVICE_HOST", "10.0.0.1",
                        "TACET_WORKER_PORT_80_TCP", "tcp://10.0.0.1:80",
                        "TACET_HOME", "/home/ada"))
                .problems())
        .containsExactly(
            "environment: TACET_WORKER_HEARTBEET is no setting of the worker;"
                + " do you mean TACET_WORKER_HEARTBEAT?");
  }

  @Test
  void without_any_configuration_it_is_said_how_to_give_the_machine() {
    assertThat(new SettingsCheck(null, Map.of()).problems())
        .singleElement()
        .asString()
        .contains("tacet.worker.machine is not set", "worker.yaml", "TACET_WORKER_MACHINE");
  }

  @Test
  void of_a_file_that_is_no_yaml_only_that_is_said() throws IOException {
    ConfigFile file = file("tacet:\n  worker: [\n");
    assertThat(new SettingsCheck(file, environment()).problems())
        .singleElement()
        .asString()
        .startsWith(file.path() + ", line 3, column 1: no YAML: ");
  }

  @Test
  void half_a_group_is_an_error() throws IOException {
    ConfigFile file = file("tacet:\n  worker:\n    temperature:\n      base: 45\n");
    assertThat(new SettingsCheck(file, environment()).problems())
        .containsExactly("tacet.worker.temperature.chip is not set, and is needed");
  }

  @Test
  void a_secret_in_a_problem_is_covered() throws IOException {
    ConfigFile file = file("tacet:\n  worker:\n    heartbeat: https://ada:sesame@host/\n");
    assertThat(new SettingsCheck(file, environment()).problems())
        .singleElement()
        .asString()
        .contains("https://********@host/")
        .doesNotContain("'https://ada:sesame");
  }

  @Test
  void a_file_with_secrets_that_everybody_can_read_is_warned_of() throws IOException {
    // given
    ConfigFile open = file("tacet:\n  registry:\n    url: http://ada:sesame@registry:8081\n");
    Files.setPosixFilePermissions(open.path(), PosixFilePermissions.fromString("rw-r--r--"));

    // then
    assertThat(new SettingsCheck(open, environment()).tellsSecrets().orElseThrow())
        .contains(open.path().toString(), "tacet.registry.url", "chmod o-r")
        .doesNotContain("sesame");

    // when
    Files.setPosixFilePermissions(open.path(), PosixFilePermissions.fromString("rw-r-----"));

    // then
    assertThat(new SettingsCheck(open, environment()).tellsSecrets()).isEmpty();
  }

  @Test
  void a_file_without_secrets_may_be_read_by_everybody() throws IOException {
    ConfigFile open = file("tacet:\n  worker:\n    machine: m1\n");
    Files.setPosixFilePermissions(open.path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(new SettingsCheck(open, Map.of()).tellsSecrets()).isEmpty();
  }

  @Test
  void a_key_that_a_job_could_take_is_refused() throws IOException {
    // given
    Path key = directory.resolve("worker.key");
    SigningKey unused = SigningKey.create(key);
    String signature = "tacet:\n  signature:\n    key-file: " + key + "\n";

    // then
    assertThat(new SettingsCheck(file(signature), environment()).problems())
        .singleElement()
        .asString()
        .contains("tacet.worker.job-user is not set and tacet.signature.key-file is set");
    assertThat(
            new SettingsCheck(file(signature + "  worker:\n    job-user: root\n"), environment())
                .problems())
        .anyMatch(problem -> problem.contains("tacet.worker.job-user is 'root'"));
    assertThat(
            new SettingsCheck(
                    file(signature + "  worker:\n    job-user: tacet-job\n"), environment())
                .problems())
        .isEmpty();
    assertThat(
            new SettingsCheck(
                    file(
                        signature
                            + "  worker:\n    kind: development\n    allow-jobs-as-worker: true\n"),
                    environment())
                .problems())
        .isEmpty();

    // when
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    // then
    assertThat(
            new SettingsCheck(
                    file(signature + "  worker:\n    job-user: tacet-job\n"), environment())
                .problems())
        .singleElement()
        .asString()
        .endsWith("can be read by others (rw-r--r--): chmod 600 " + key);
  }

  @Test
  void a_key_of_the_user_whom_jobs_run_as_is_refused() throws IOException {
    // given
    Path key = directory.resolve("worker.key");
    SigningKey unused = SigningKey.create(key);
    String owner = Files.getOwner(key).getName();

    // then
    assertThat(
            new SettingsCheck(
                    file(
                        "tacet:\n  signature:\n    key-file: %s\n  worker:\n    job-user: %s\n"
                            .formatted(key, owner)),
                    environment())
                .problems())
        .anyMatch(problem -> problem.endsWith("belongs to " + owner + ", whom jobs run as"));
  }

  private ConfigFile file(String text) throws IOException {
    Path path = Files.writeString(directory.resolve("worker.yaml"), text);
    return ConfigFile.choose(List.of("--config", path.toString()), List.of()).orElseThrow();
  }

  private static Map<String, String> environment() {
    return Map.of("TACET_WORKER_MACHINE", "m1");
  }
}
