package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/bin/tacet-worker}, with programs that print their arguments. */
class LauncherScriptTest {

  private static final Path SCRIPT = Path.of("..", "deploy", "bin", "tacet-worker");

  @TempDir private Path directory;
  private Path lib;
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    Path prefix = directory.resolve("a place with blanks");
    lib = Files.createDirectories(prefix.resolve("lib/worker"));
    launcher = Files.createDirectories(prefix.resolve("bin")).resolve("tacet-worker");
    Files.copy(SCRIPT, launcher);
    program(Files.createDirectories(directory.resolve("jre/bin")).resolve("java"), "java");
  }

  @Test
  void the_jvm_is_started_with_the_quiet_flags_and_the_words_as_they_are() throws Exception {
    // given
    Files.createFile(lib.resolve("quarkus-run.jar"));
    Files.createFile(lib.resolve("quiet.jvmflags"));

    // then
    assertThat(run(launcher, "--config", "a b.yaml"))
        .containsExactly(
            "java",
            "@" + bin() + "/../lib/worker/quiet.jvmflags",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx64m",
            "-jar",
            bin() + "/../lib/worker/quarkus-run.jar",
            "--config",
            "a b.yaml");
  }

  @Test
  void the_native_program_goes_before_the_jvm() throws Exception {
    // given
    Files.createFile(lib.resolve("quarkus-run.jar"));
    Files.createFile(lib.resolve("quiet.jvmflags"));
    program(lib.resolve("tacet-worker"), "native");

    // then
    assertThat(run(launcher, "--once"))
        .containsExactly(
            "native", "-Dvertx.disableDnsResolver=true", "-Dhttp.keepAlive=false", "--once");
  }

  @Test
  void it_may_be_linked_to() throws Exception {
    // given
    Files.createFile(lib.resolve("quarkus-run.jar"));
    Files.createFile(lib.resolve("quiet.jvmflags"));
    Path link = Files.createSymbolicLink(directory.resolve("tw"), launcher);

    // then
    assertThat(run(link)).contains(bin() + "/../lib/worker/quarkus-run.jar");
  }

  @Test
  void without_a_worker_it_says_where_it_looked() throws Exception {
    assertThat(String.join("\n", run(launcher)))
        .contains("there is no worker", lib.getFileName().toString(), "mvn", "docs/nodes.md");
  }

  private String bin() {
    return String.valueOf(launcher.getParent());
  }

  private static void program(Path path, String name) throws IOException {
    Files.writeString(path, "#!/bin/sh\nprintf '%s\\n' " + name + " \"$@\"\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> run(Path script, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", directory.resolve("jre").toString());
    builder.environment().put("TACET_JAVA_OPTS", "-Xmx64m");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int unused = process.waitFor();
    return output.lines().toList();
  }
}
