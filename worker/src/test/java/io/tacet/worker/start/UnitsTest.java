package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tacet.worker.WorkerCommand;
import io.tacet.worker.start.UnitFile.Setting;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Option;

/** What is in {@code deploy/} for a machine that runs a worker. */
class UnitsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SYSTEMD = ROOT.resolve("deploy/systemd");
  private static final Path SERVICE = SYSTEMD.resolve("tacet-worker.service");
  private static final String PREFIX = "/opt/tacet";

  @TempDir private Path directory;

  static List<Path> services() {
    return List.of(
        SERVICE,
        SYSTEMD.resolve("tacet-worker-once.service"),
        SYSTEMD.resolve("user/tacet-worker.service"));
  }

  static List<Path> sudoers() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("deploy/sudoers.d"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void a_stop_leaves_the_job_in_hand_alone_and_the_worker_time_to_report(Path path)
      throws IOException {
    // given
    UnitFile unit = UnitFile.read(path);
    Duration worker = Duration.parse(new KnownKeys().defaultOf("tacet.worker.stop-timeout"));

    // then
    assertThat(unit.value("Service", "KillMode")).isEqualTo("mixed");
    assertThat(unit.value("Service", "KillSignal")).isEqualTo("SIGTERM");
    assertThat(Duration.ofSeconds(Long.parseLong(unit.value("Service", "TimeoutStopSec"))))
        .isGreaterThan(worker.plusSeconds(60));
  }

  @ParameterizedTest
  @MethodSource("services")
  void jobs_can_have_cgroups_and_are_not_slowed_down(Path path) throws IOException {
    // given
    UnitFile unit = UnitFile.read(path);

    // then
    assertThat(unit.value("Service", "Delegate")).isEqualTo("yes");
    assertThat(unit.settings())
        .extracting(Setting::key)
        .doesNotContain(
            "ProtectControlGroups",
            "ProtectKernelTunables",
            "PrivateNetwork",
            "PrivateDevices",
            "ProtectProc",
            "ProcSubset",
            "MemoryDenyWriteExecute",
            "SystemCallFilter",
            "CPUQuota",
            "MemoryMax",
            "Nice",
            "IPAccounting");
  }

  @Test
  void a_worker_is_started_again_unless_its_settings_are_wrong() throws IOException {
    for (Path path : List.of(SERVICE, SYSTEMD.resolve("user/tacet-worker.service"))) {
      UnitFile unit = UnitFile.read(path);
      assertThat(unit.value("Service", "Restart")).isEqualTo("always");
      assertThat(unit.value("Service", "RestartPreventExitStatus")).isEqualTo("2");
      assertThat(unit.value("Unit", "StartLimitIntervalSec")).isEqualTo("0");
    }
  }

  @Test
  void the_user_s_worker_may_use_sudo() throws IOException {
    assertThat(UnitFile.read(SYSTEMD.resolve("user/tacet-worker.service")).settings())
        .extracting(Setting::key)
        .as("these imply NoNewPrivileges in a user's manager, systemd.exec(5)")
        .doesNotContain(
            "NoNewPrivileges", "LockPersonality", "RestrictRealtime", "RestrictSUIDSGID");
  }

  @ParameterizedTest
  @MethodSource("services")
  void what_is_started_is_there_with_its_options(Path path) throws IOException {
    // given
    UnitFile unit = UnitFile.read(path);
    List<String> words = List.of(unit.value("Service", "ExecStart").split(" ", -1));
    List<String> options = options();

    // then
    assertThat(words.get(0)).startsWith(PREFIX + "/bin/");
    assertThat(ROOT.resolve("deploy" + words.get(0).substring(PREFIX.length()))).isExecutable();
    assertThat(words.stream().filter(word -> word.startsWith("-"))).isSubsetOf(options);
    for (String variable : unit.values("Service", "Environment")) {
      String name = variable.substring(0, variable.indexOf('='));
      assertThat(new KnownKeys().isUnknownVariable(name)).as(name).isFalse();
    }
    String page = unit.value("Unit", "Documentation").replace("file://" + PREFIX + "/", "");
    assertThat(ROOT.resolve(page)).isRegularFile();
  }

  @Test
  void the_timer_starts_the_service_for_one_job() throws IOException {
    assertThat(UnitFile.read(SYSTEMD.resolve("tacet-worker-once.timer")).settings())
        .extracting(Setting::key)
        .contains("OnUnitInactiveSec")
        .doesNotContain("Unit");
    assertThat(
            UnitFile.read(SYSTEMD.resolve("tacet-worker-once.service"))
                .value("Service", "ExecStart"))
        .contains(" --once ");
  }

  @Test
  void each_key_that_is_named_anywhere_is_one_of_the_worker() throws IOException {
    // given
    KnownKeys known = new KnownKeys();
    Pattern key = Pattern.compile("\\btacet\\.worker\\.[a-z.-]*[a-z]");

    // then
    for (Path path : texts()) {
      Matcher found = key.matcher(Files.readString(path));
      while (found.find()) {
        assertThat(known.has(found.group()) || known.isGroup(found.group()))
            .as(path + ": " + found.group())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sudoers")
  void a_line_for_sudo_allows_one_command(Path path) throws IOException {
    assertThat(Files.readAllLines(path).stream().filter(line -> !line.startsWith("#")))
        .singleElement()
        .asString()
        .matches("tacet ALL=\\(root\\) NOPASSWD: /[^*,;|&]+");
  }

  @ParameterizedTest
  @MethodSource("sudoers")
  void visudo_can_read_it(Path path) throws Exception {
    assumeThat(isThere("visudo")).as("visudo is not here").isTrue();
    assertThat(outputOf("visudo", "-cf", path.toString())).endsWith("parsed OK");
  }

  @Test
  void systemd_has_nothing_to_say_against_the_units() throws Exception {
    // given: the same, with a worker that is there
    assumeThat(isThere("systemd-analyze")).as("systemd-analyze is not here").isTrue();
    List<String> system = new ArrayList<>(List.of("systemd-analyze", "verify"));
    for (String name :
        List.of("tacet-worker.service", "tacet-worker-once.service", "tacet-worker-once.timer")) {
      system.add(installed(SYSTEMD.resolve(name), directory.resolve(name)).toString());
    }
    Path user =
        installed(
            SYSTEMD.resolve("user/tacet-worker.service"),
            Files.createDirectory(directory.resolve("user")).resolve("tacet-worker.service"));

    // then
    assertThat(outputOf(system.toArray(String[]::new))).isEmpty();
    assertThat(outputOf("systemd-analyze", "--user", "verify", user.toString())).isEmpty();
  }

  private Path installed(Path unit, Path as) throws IOException {
    Path worker = directory.resolve("bin/tacet-worker");
    if (Files.notExists(worker)) {
      Files.createDirectories(directory.resolve("bin"));
      Files.copy(ROOT.resolve("deploy/bin/tacet-worker"), worker);
    }
    return Files.writeString(
        as, Files.readString(unit).replace(PREFIX + "/bin", directory + "/bin"));
  }

  private static List<Path> texts() throws IOException {
    try (Stream<Path> deployed = Files.walk(ROOT.resolve("deploy"))) {
      return Stream.concat(
              deployed.filter(Files::isRegularFile),
              Stream.of("docs/nodes.md", "CHANGELOG.md").map(ROOT::resolve))
          .toList();
    }
  }

  private static List<String> options() {
    return Arrays.stream(WorkerCommand.class.getDeclaredFields())
        .map((Field field) -> field.getAnnotation(Option.class))
        .filter(option -> option != null)
        .flatMap(option -> Arrays.stream(option.names()))
        .toList();
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private String outputOf(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
