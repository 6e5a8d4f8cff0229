package io.tacet.cli.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code tacet}, in a source tree of its own, with a Maven and a JDK that only tell. */
final class LauncherTest {

  private static final Path SCRIPT = Path.of("../tacet").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of(
          "schemas",
          "scenario",
          "intake",
          "problem",
          "embedded",
          "cli",
          "scheduler",
          "worker",
          "notifier",
          "accountant");

  /** Says that it was run, waits for the file "go" where the test wants that, builds. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo built >>mvn.log
      while [ -e wait ] && [ ! -e go ]; do sleep 0.1; done
      [ -e broken ] && { echo '[ERROR] Foo.java: this is wrong'; exit 1; }
      echo '[INFO] Building Tacet CLI 1                [7/7]'
      mkdir -p cli/target embedded/target/parts && : >cli/target/tacet-cli.jar
      for module in scheduler worker notifier accountant; do
        mkdir -p $module/target/quarkus-app && : >$module/target/quarkus-app/quarkus-run.jar
      done
      """;

  @TempDir private Path temporary;
  private Path tree = Path.of("");
  private Path jdk = Path.of("");
  private Path tools = Path.of("");

  @BeforeEach
  void layOut() throws IOException {
    tree = Files.createDirectories(temporary.resolve("source tree"));
    tools = Files.createDirectories(temporary.resolve("tools"));
    executable(tree.resolve("tacet"), Files.readString(SCRIPT));
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    for (String module : MODULES) {
      Files.createDirectories(tree.resolve(module).resolve("src/main/java"));
      Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(tree.resolve(module).resolve("src/main/java/A.java"), "class A {}");
    }
    executable(tools.resolve("mvn"), MAVEN);
    jdk = jdk("17.0.15");
  }

  @ParameterizedTest
  @CsvSource({"sh,../tacet", "dash,../tacet", "sh,../.ci/run", "dash,../.ci/run"})
  void isPlainPosixShell(String shell, String script) throws Exception {
    // given
    assumeThat(new ProcessBuilder("sh", "-c", "command -v " + shell).start().waitFor())
        .as("%s is not here", shell)
        .isZero();

    // when
    Process check = new ProcessBuilder(shell, "-n", script).redirectErrorStream(true).start();

    // then
    assertThat(new String(check.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void buildsOnceThenStartsTheCommandWithItsArguments() throws Exception {
    // when
    Run first = run(tree.resolve("tacet"), temporary, "job", "a b");
    Run second = run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(first.out()).contains("-Dtacet.launcher=" + tree + "\n").endsWith("job\na b\n");
    assertThat(first.err()).contains("building").contains("Tacet CLI");
    assertThat(second.out()).endsWith("jobs\n");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void worksThroughSymbolicLinksFromAnyDirectory() throws Exception {
    // given
    Path near = Files.createSymbolicLink(tree.resolve("link"), Path.of("tacet"));
    Path far = Files.createSymbolicLink(temporary.resolve("far"), near);

    // when
    Run run = run(far, Path.of("/"), "--version");

    // then
    assertThat(run.out()).contains("-Dtacet.launcher=" + tree + "\n");
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    // given
    run(tree.resolve("tacet"), temporary, "jobs");
    Files.setLastModifiedTime(
        tree.resolve("worker/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(5)));

    // when
    run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsNothingUnderTheFeetOfASystemThatIsUp() throws Exception {
    // given
    run(tree.resolve("tacet"), temporary, "jobs");
    Files.setLastModifiedTime(
        tree.resolve("worker/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    Files.createDirectories(tree.resolve(".tacet"));
    Files.writeString(
        tree.resolve(".tacet/connection.json"), "{\"pid\":" + ProcessHandle.current().pid() + "}");

    // when
    Run run = run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("built again when process " + ProcessHandle.current().pid());
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenAPartOfWhatWasBuiltIsMissing() throws Exception {
    // given
    run(tree.resolve("tacet"), temporary, "jobs");
    Files.delete(tree.resolve("notifier/target/quarkus-app/quarkus-run.jar"));

    // when
    run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void letsOneOfTwoBuildWhileTheOtherWaits() throws Exception {
    // given
    Files.createFile(tree.resolve("wait"));
    Process first = start(tree.resolve("tacet"), temporary, "first", "jobs");
    await().atMost(Duration.ofSeconds(60)).until(() -> builds() == 1);

    // when
    Process second = start(tree.resolve("tacet"), temporary, "second", "jobs");
    Path said = temporary.resolve("second.err");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(said).contains("waiting for the build"));
    Files.createFile(tree.resolve("go"));

    // then
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfABuildThatWasKilled() throws Exception {
    // given
    Path lock = Files.createDirectories(tree.resolve("target/tacet-build.lock"));
    Files.writeString(lock.resolve("pid"), "99999999\n");

    // when
    Run run = run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(run.code()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void showsTheErrorsOfABuildThatFailsAndTriesAgainTheNextTime() throws Exception {
    // given
    Path broken = Files.createFile(tree.resolve("broken"));

    // when
    Run failed = run(tree.resolve("tacet"), temporary, "jobs");
    Files.delete(broken);
    Run repaired = run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("Foo.java: this is wrong").contains("target/tacet-build.log");
    assertThat(repaired.code()).isZero();
  }

  @Test
  void saysWhatToInstallWhenThereIsNoMaven() throws Exception {
    // given
    Files.delete(tools.resolve("mvn"));
    for (String tool : List.of("sed", "head", "tail", "dirname", "find", "ls", "mkdir", "rm")) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
    }

    // when
    Process process = builder(tree.resolve("tacet"), temporary, "none", tools.toString()).start();

    // then
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(Files.readString(temporary.resolve("none.err")))
        .contains("there is no mvn")
        .contains("apt install maven");
  }

  @ParameterizedTest
  @CsvSource({"11.0.2", "1.8.0_402", "16"})
  void tellsThatJavaHomeIsTooOld(String version) throws Exception {
    // given
    jdk = jdk(version);

    // when
    Run run = run(tree.resolve("tacet"), temporary, "jobs");

    // then
    assertThat(run.err()).contains("JAVA_HOME (" + jdk + ") is no JDK 17 or newer");
  }

  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(temporary.resolve("jdk-" + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path which(String tool) throws IOException {
    Process which = new ProcessBuilder("sh", "-c", "command -v " + tool).start();
    return Path.of(new String(which.getInputStream().readAllBytes(), UTF_8).strip());
  }

  private long builds() throws IOException {
    Path log = tree.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private Run run(Path script, Path directory, String... arguments) throws Exception {
    Process process = start(script, directory, "run", arguments);
    int code = process.waitFor();
    return new Run(
        code,
        Files.readString(temporary.resolve("run.out")),
        Files.readString(temporary.resolve("run.err")));
  }

  private Process start(Path script, Path directory, String name, String... arguments)
      throws IOException {
    String path = tools + ":" + System.getenv("PATH");
    return builder(script, directory, name, path, arguments).start();
  }

  private ProcessBuilder builder(
      Path script, Path directory, String name, String path, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(script.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(directory.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().remove("TACET_HOME");
    builder.redirectOutput(temporary.resolve(name + ".out").toFile());
    builder.redirectError(temporary.resolve(name + ".err").toFile());
    return builder;
  }

  private record Run(int code, String out, String err) {}
}
