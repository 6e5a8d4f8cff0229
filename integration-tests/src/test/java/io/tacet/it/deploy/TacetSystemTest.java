package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.tacet.it.deploy.Program.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command for all of a host, with programs in place of systemd and OpenRC that write down what
 * they are told.
 */
class TacetSystemTest {

  private static final String SCRIPT = Checkout.path("deploy/bin/tacet-system").toString();

  @TempDir private Path root;

  private Path programs;
  private Path calls;

  @BeforeEach
  void programs() throws IOException {
    programs = Files.createDirectory(root.resolve("programs"));
    calls = Files.createFile(root.resolve("calls"));
    Files.createDirectory(root.resolve("etc"));
  }

  @Test
  void systemdIsToldOfTheTarget() throws Exception {
    systemd("worker");

    assertThat(run("start").status()).isZero();
    assertThat(run("stop").status()).isZero();

    assertThat(calls)
        .content()
        .contains("systemctl start tacet.target\n", "systemctl stop tacet.target\n");
  }

  @Test
  void statusAsksTheServicesThemselves() throws Exception {
    assumeTrue(Program.isThere("curl"), "curl is not installed");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] answer = {200};
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(answer[0], -1);
          exchange.close();
        });
    server.start();
    try {
      systemd("scheduler", "worker");
      Files.createDirectories(root.resolve("etc/tacet"));
      Files.writeString(
          root.resolve("etc/tacet/scheduler.env"),
          "QUARKUS_HTTP_PORT=" + server.getAddress().getPort() + "\n");

      Ended ready = run("status");
      answer[0] = 503;
      Ended notReady = run("status");

      assertThat(ready.status()).as(ready.output()).isZero();
      assertThat(ready.output()).containsPattern("scheduler +active +ready\n");
      assertThat(notReady.status()).isEqualTo(3);
      assertThat(notReady.output())
          .containsPattern("scheduler +active +not ready\n")
          .containsPattern("worker +active +-\n")
          .doesNotContain("notifier");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"disabled", "redirect"})
  void aServiceThatAnswersTlsOnlyIsAskedThatWay(String insecure) throws Exception {
    program("curl", "exit 0");
    systemd("scheduler", "notifier");
    Files.createDirectories(root.resolve("etc/tacet"));
    Files.writeString(
        root.resolve("etc/tacet/scheduler.env"),
        """
        QUARKUS_HTTP_PORT=8080
        QUARKUS_HTTP_SSL_PORT='9443'
        QUARKUS_HTTP_INSECURE_REQUESTS=%s
        """
            .formatted(insecure));

    Ended ended = run("status");

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(calls)
        .content()
        .contains("https://127.0.0.1:9443/q/health/ready", "http://127.0.0.1:8083/q/health/ready");
  }

  @Test
  void openRcIsToldOfEachInOrderAndBackwards() throws Exception {
    program("rc-service", "exit 0");
    for (String part : List.of("worker", "notifier", "schemas", "scheduler")) {
      installed("etc/init.d/tacet-" + part);
    }

    run("stop");
    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "rc-service --ifstarted tacet-worker stop",
            "rc-service --ifstarted tacet-notifier stop",
            "rc-service --ifstarted tacet-scheduler stop",
            "rc-service --ifstarted tacet-schemas stop");
    Files.writeString(calls, "");

    Files.createDirectories(root.resolve("etc/tacet"));
    Files.writeString(root.resolve("etc/tacet/scheduler.env"), "QUARKUS_HTTP_PORT=1\n");
    Ended ended = run("start");
    // Nobody listens there: not ready, where curl can ask
    assertThat(ended.status()).isEqualTo(Program.isThere("curl") ? 3 : 0);
    assertThat(Files.readAllLines(calls))
        .startsWith(
            "rc-service tacet-schemas start",
            "rc-service tacet-scheduler start",
            "rc-service tacet-notifier start",
            "rc-service tacet-worker start");
  }

  @Test
  void aServiceThatIsDownIsShown() throws Exception {
    program("systemctl", "if [ \"$1\" = is-active ]; then echo failed; exit 3; fi");
    Files.createDirectories(root.resolve("run/systemd/system"));
    installed("etc/systemd/system/tacet-worker.service");

    Ended ended = run("status");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.output()).containsPattern("worker +failed +-\n");
  }

  @Test
  void whereNothingIsInstalledItSaysSo() throws Exception {
    Files.createDirectories(root.resolve("run/systemd/system"));

    assertThat(run("start").output()).contains("nothing of Tacet is installed for systemd");
    assertThat(run("start").status()).isEqualTo(1);
    assertThat(run("begin").status()).isEqualTo(1);
    assertThat(run().status()).isEqualTo(2);
  }

  private void systemd(String... parts) throws IOException {
    program("systemctl", "if [ \"$1\" = is-active ]; then echo active; fi");
    Files.createDirectories(root.resolve("run/systemd/system"));
    for (String part : parts) {
      installed("etc/systemd/system/tacet-" + part + ".service");
    }
  }

  private void installed(String path) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.createFile(root.resolve(path));
  }

  private void program(String name, String does) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\necho \"" + name + " $*\" >>" + calls + "\n" + does + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ended run(String... words) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", programs + ":" + System.getenv("PATH"));
    environment.put("TACET_ROOT", root.toString());
    environment.put("TACET_LOOK_EVERY", "0");
    environment.put("TACET_LOOKS", "1");
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT));
    command.addAll(List.of(words));
    return Program.run(environment, command);
  }
}
