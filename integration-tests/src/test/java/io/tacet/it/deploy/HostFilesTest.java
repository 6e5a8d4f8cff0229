package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tacet.it.deploy.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Units of systemd, scripts of OpenRC, and the programs they start. */
class HostFilesTest {

  /** The services on a host, each started after the one before it. */
  private static final List<String> ORDER =
      List.of("schemas", "scheduler", "accountant", "notifier", "worker");

  @TempDir private Path directory;

  static Stream<String> parts() {
    return ORDER.stream();
  }

  static List<Path> scripts() {
    List<Path> scripts =
        new ArrayList<>(
            List.of(
                Checkout.path("deploy/install.sh"),
                Checkout.path("deploy/compose/certificates.sh")));
    for (String folder : List.of("deploy/bin", "deploy/openrc")) {
      Checkout.files(folder)
          .keySet()
          .forEach(name -> scripts.add(Checkout.path(folder + "/" + name)));
    }
    return scripts;
  }

  @Test
  void aShellCanReadTheScripts() throws Exception {
    for (Path script : scripts()) {
      assertThat(Program.run("sh", "-n", script.toString())).isEqualTo(new Ended(0, ""));
      assertThat(script).isExecutable();
    }
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    assumeTrue(Program.isThere("shellcheck"), "shellcheck is not installed");
    // 2034: OpenRC reads the variables that a script sets; 1091: files of a host are not here
    List<String> command =
        new ArrayList<>(List.of("shellcheck", "-s", "sh", "-e", "SC2034,SC1091"));
    scripts().forEach(script -> command.add(script.toString()));

    assertThat(Program.run(Map.of(), command)).isEqualTo(new Ended(0, ""));
  }

  @Test
  void systemdHasNothingToSay() throws Exception {
    assumeTrue(Program.isThere("systemd-analyze"), "systemd-analyze is not installed");
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify"));
    command.add(unit("tacet.target").toString());
    for (String part : ORDER) {
      command.add(unit("tacet-" + part + ".service").toString());
    }

    assertThat(Program.run(Map.of(), command)).isEqualTo(new Ended(0, ""));

    Path broken = unit("tacet-notifier.service");
    Files.writeString(
        broken, Broken.replacing(Files.readString(broken), "RestartSec", "RestartSecs"));
    assertThat(Program.run("systemd-analyze", "verify", broken.toString()).output())
        .contains("RestartSecs");
  }

  @Test
  void aServiceMayDoLittle() throws Exception {
    assumeTrue(Program.isThere("systemd-analyze"), "systemd-analyze is not installed");
    List<String> command =
        new ArrayList<>(
            List.of(
                "systemd-analyze", "security", "--offline=yes", "--threshold=20", "--no-pager"));
    for (String part : ORDER.subList(0, ORDER.indexOf("worker"))) {
      command.add(unit("tacet-" + part + ".service").toString());
    }

    assertThat(Program.run(Map.of(), command).status()).isZero();

    Path unit = unit("tacet-scheduler.service");
    Files.writeString(
        unit, Files.readString(unit).replaceAll("(?m)^(CapabilityBoundingSet|Restrict.*)=.*$", ""));
    assertThat(Program.run(Map.of(), command).status()).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void unitsAndScriptsSayTheSame(String part) {
    String unit = Checkout.read("deploy/systemd/tacet-" + part + ".service");
    String script = Checkout.read("deploy/openrc/tacet-" + part);
    String user = part.equals("schemas") ? "tacet-scheduler" : "tacet-" + part;

    // Part of the whole, in the same order
    assertThat(unit).contains("\nPartOf=tacet.target\n").containsPattern("WantedBy=.*tacet.target");
    if (ORDER.indexOf(part) > 1) {
      assertThat(unit).containsPattern("\nAfter=.* tacet-scheduler.service");
      assertThat(script).containsPattern("\n  after .*tacet-scheduler\\b");
    }
    assertThat(script).contains("\n  use net dns\n").doesNotContain("need net");
    // The same program, as the same user, with the same settings and as much time to end
    String program = part.equals("worker") ? "tacet-worker" : "tacet-service";
    assertThat(unit).contains("\nExecStart=/opt/tacet/bin/" + program);
    assertThat(script).contains("/opt/tacet/bin/" + program);
    if (part.equals("worker")) {
      assertThat(unit)
          .contains("\nTimeoutStopSec=720\n")
          .contains("--config /etc/tacet/worker.yaml");
      assertThat(script).contains("TERM/720/").contains("--config /etc/tacet/worker.yaml");
      return;
    }
    assertThat(unit)
        .contains("\nUser=" + user + "\n")
        .contains("EnvironmentFile=/etc/tacet/common.env");
    assertThat(script).contains(user).contains(". /etc/tacet/common.env");
    if (!part.equals("schemas")) {
      String own = "/etc/tacet/" + part + ".env";
      assertThat(unit)
          .contains("\nEnvironmentFile=" + own + "\n")
          .contains("\nTimeoutStopSec=60\n");
      assertThat(script).contains("\n  . " + own + "\n").contains("TERM/60/");
    }
  }

  @Test
  void aWorkerDoesNotCloseTheDirectoryToServicesBesideIt() {
    String installed = Checkout.read("deploy/install.sh");
    String mode = installed.replaceAll("(?s).*\n  dir (\\d+) root:root /etc/tacet\n.*", "0$1");

    for (String unit : List.of("tacet-worker.service", "tacet-worker-once.service")) {
      assertThat(Checkout.read("deploy/systemd/" + unit))
          .contains("\nConfigurationDirectory=tacet\nConfigurationDirectoryMode=" + mode + "\n");
    }
  }

  @Test
  void whatStartsAServiceStartsItAsItsImageDoes() {
    String script = Checkout.read("deploy/bin/tacet-service").replaceAll("\\\\\\R\\s*", "");

    for (String service : List.of("scheduler", "accountant", "notifier")) {
      List<String> image =
          Dockerfile.parse(Checkout.read(service + "/src/main/docker/Dockerfile"))
              .last("ENTRYPOINT")
              .get(0)
              .words();
      List<String> options = image.subList(1, image.indexOf("-jar"));

      assertThat(script).contains(String.join(" ", options));
    }
  }

  @Test
  void settingsCanBeReadBySystemdAndByAShell() {
    Pattern line = Pattern.compile("#.*|[A-Z_]+=([A-Za-z0-9.,:/=_@-]*|'[^']*')");

    Checkout.files("deploy/host")
        .forEach(
            (name, text) ->
                assertThat(text.lines()).as(name).allMatch(found -> line.matcher(found).matches()));
  }

  /** A unit whose programs are there: copied, as if to /opt/tacet. */
  private Path unit(String name) throws Exception {
    Path bin = directory.resolve("bin");
    Files.createDirectories(bin);
    for (String program : new TreeMap<>(Checkout.files("deploy/bin")).keySet()) {
      if (Files.notExists(bin.resolve(program))) {
        Files.copy(Checkout.path("deploy/bin/" + program), bin.resolve(program));
      }
    }
    return Files.writeString(
        directory.resolve(name),
        Checkout.read("deploy/systemd/" + name).replace("/opt/tacet/bin", bin.toString()));
  }
}
