package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tacet.it.deploy.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The install script as root of a host: in a mount namespace with an {@code /etc} and an {@code
 * /opt} of its own, and with programs in place of systemd's and of useradd that write down what
 * they are told.
 */
class InstalledHostTest {

  private static final String HOST =
      "mount --bind \"$1/etc\" /etc && mount --bind \"$1/opt\" /opt && shift && exec \"$@\"";

  private static final String SYSTEMCTL =
      """
      #!/bin/sh
      case $1 in
        is-active) [ -e "$HOST_OF_TEST/running/$3" ]; exit ;;
        stop) cat /opt/tacet/lib/*/quarkus-run.jar | tr '\\n' ' ' >>"$HOST_OF_TEST/calls" ;;
      esac
      echo "$*" >>"$HOST_OF_TEST/calls"
      [ "$1" != restart ] || [ ! -e "$HOST_OF_TEST/broken/$2" ]
      """;

  @TempDir private Path host;

  private SmallBuilds source;

  @BeforeAll
  static void namespaces() throws Exception {
    assumeTrue(
        Program.isThere("unshare") && Program.run("unshare", "-rm", "true").status() == 0,
        "mount namespaces are not to be had here");
  }

  @BeforeEach
  void host() throws Exception {
    source = SmallBuilds.in(host.resolve("source"));
    for (String directory : List.of("etc/systemd/system", "opt", "running", "programs")) {
      Files.createDirectories(host.resolve(directory));
    }
    Files.createFile(host.resolve("calls"));
    Files.writeString(host.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    Files.writeString(host.resolve("etc/group"), "root:x:0:\n");
    program("systemctl", SYSTEMCTL);
    program(
        "useradd",
        """
        #!/bin/sh
        for name; do :; done
        echo "$name:x:900:900::/:/usr/sbin/nologin" >>/etc/passwd
        echo "useradd $name" >>"$HOST_OF_TEST/calls"
        """);
  }

  @Test
  void aFirstInstallationMakesUsersAndEnablesAndStartsNothing() throws Exception {
    Ended ended = install("scheduler", "worker");

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("Nothing will be started.", "fill in the settings");
    assertThat(calls())
        .containsExactly(
            "useradd tacet-scheduler",
            "useradd tacet-job",
            "daemon-reload",
            "enable tacet.target",
            "enable tacet-schemas.service",
            "enable tacet-scheduler.service",
            "enable tacet-worker.service",
            "daemon-reload");
    assertThat(install("scheduler", "worker").output()).startsWith("Nothing to do");
  }

  @Test
  void anUpdateStopsWhatRunsBeforeItIsReplacedAndStartsItInOrder() throws Exception {
    // given
    install("scheduler", "notifier", "worker");
    Path settings = host.resolve("etc/tacet/scheduler.env");
    Path key = host.resolve("etc/tacet/scheduler.key");
    Files.writeString(settings, "QUARKUS_HTTP_PORT=9080\n");
    Files.writeString(key, "a key");
    for (String part : List.of("scheduler", "worker")) {
      Files.createFile(host.resolve("running/tacet-" + part + ".service"));
      source.build(part, part + " 2");
    }
    source.build("notifier", "notifier 2"); // which does not run
    Files.writeString(host.resolve("calls"), "");

    // when
    Ended ended = install("worker", "notifier", "scheduler");

    // then
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("ten minutes at most").doesNotContain("Next:");
    assertThat(calls())
        .containsExactly(
            "notifier 1scheduler 1worker 1stop tacet-worker.service",
            "notifier 1scheduler 1worker 1stop tacet-scheduler.service",
            "daemon-reload",
            "enable tacet.target",
            "enable tacet-worker.service",
            "enable tacet-notifier.service",
            "enable tacet-schemas.service",
            "enable tacet-scheduler.service",
            "restart tacet-schemas.service",
            "start tacet-scheduler.service",
            "start tacet-worker.service",
            "daemon-reload");
    assertThat(host.resolve("opt/tacet/lib/worker/quarkus-run.jar")).hasContent("worker 2");
    assertThat(settings).hasContent("QUARKUS_HTTP_PORT=9080");
    assertThat(key).hasContent("a key");
  }

  @Test
  void anUpdateWhoseSchemasAreRefusedSaysWhatIsLeftToDo() throws Exception {
    // given
    install("scheduler", "worker");
    Files.createFile(host.resolve("running/tacet-scheduler.service"));
    Files.createDirectories(host.resolve("broken/tacet-schemas.service"));
    source.build("scheduler", "scheduler 2");

    // when
    Ended ended = install("scheduler");

    // then
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output())
        .contains("tacet-scheduler: start failed", "files may be replaced and parts stopped")
        .contains(
            "the same command again, then start what was stopped", "tacet-system start starts all")
        .doesNotContain("Done.");
    assertThat(calls()).endsWith("restart tacet-schemas.service");
  }

  @Test
  void whatIsTakenAwayIsNoLongerEnabled() throws Exception {
    // given
    install("scheduler", "worker");
    Files.writeString(host.resolve("etc/tacet/scheduler.key"), "a key");
    Files.writeString(host.resolve("calls"), "");

    // when
    install("--uninstall", "scheduler");
    List<String> one = calls();
    Files.writeString(host.resolve("calls"), "");
    install("--uninstall", "worker");

    // then
    assertThat(one)
        .containsExactly(
            "daemon-reload",
            "disable --now tacet-scheduler.service",
            "disable --now tacet-schemas.service",
            "daemon-reload");
    assertThat(calls())
        .containsExactly(
            "daemon-reload",
            "disable tacet.target",
            "disable --now tacet-worker.service",
            "daemon-reload");
    assertThat(host.resolve("opt")).isEmptyDirectory();
    assertThat(host.resolve("etc/systemd/system")).isEmptyDirectory();
    assertThat(host.resolve("etc/tacet/scheduler.key")).hasContent("a key");
  }

  private Ended install(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", HOST, "host", host.toString()));
    command.addAll(List.of(source.script(), "--yes", "--init", "systemd"));
    command.addAll(List.of(words));
    return Program.run(
        Map.of(
            "PATH",
            host.resolve("programs") + ":" + System.getenv("PATH"),
            "HOST_OF_TEST",
            host.toString()),
        command);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(host.resolve("calls"));
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(host.resolve("programs").resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
