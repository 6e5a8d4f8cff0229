package io.tacet.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.ChildProcessBuilder;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private Path jar;

  /** Says that it runs, and stays; the JVM logs where it was loaded from. */
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("it runs");
      Thread.currentThread().join();
    }
  }

  @BeforeEach
  void pack() throws IOException {
    jar = directory.resolve("program.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
    String entry = Program.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      output.putNextEntry(new JarEntry(entry));
      output.write(Program.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
    }
  }

  @Test
  void theFirstRunRecordsAndTheNextStartsFromThat() throws IOException {
    // given
    try (ChildProcess first = start()) {
      assertThat(isFromArchive(first)).isFalse();
      // when: one beside it
      try (ChildProcess beside = start()) {
        assertThat(archive().use().flags()).isEmpty();
        assertThat(isFromArchive(beside)).isFalse();
      }
      assertThat(archives()).isEmpty();
    }
    // then
    assertThat(archives()).hasSize(1);
    try (ChildProcess next = start()) {
      assertThat(isFromArchive(next)).isTrue();
      assertThat(next.logSinceStart()).doesNotContain("[warning]");
    }
  }

  @Test
  void aRunThatIsKilledLeavesNothing() throws IOException {
    // given
    try (ChildProcess first = start()) {
      // when
      first.kill();
    }
    // then: the next one records
    assertThat(archives()).isEmpty();
    start().close();
    assertThat(archives()).hasSize(1);
  }

  @Test
  void aRunThatHasEndedByItselfIsKeptWhenItIsStopped() throws IOException {
    // given
    try (ChildProcess first = start()) {
      // when: nobody waits for its end but by its code
      ProcessHandle.of(first.pid()).orElseThrow().destroy();
      assertThat(first.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join())
          .isEqualTo(143);
      assertThat(archives()).isEmpty();
    }
    // then
    assertThat(archives()).hasSize(1);
  }

  @Test
  void aRunThatDoesNotStartLetsTheNextRecord() {
    // given
    ClassArchive.Use classes = archive().use();
    ChildProcessBuilder nowhere =
        ChildProcess.builder("program")
            .command(List.of("true"))
            .classes(classes)
            .directory(directory.resolve("absent"))
            .log(directory.resolve("program.log"));
    // when
    assertThatThrownBy(nowhere::start).isInstanceOf(StartFailure.class);
    // then
    assertThat(classes.records()).isFalse();
    assertThat(archive().use().records()).isTrue();
  }

  @Test
  void theArchiveOfAnotherStateOfTheJarTakesItsPlace() throws IOException {
    // given
    start().close();
    List<Path> first = archives();
    // when
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    // then
    try (ChildProcess next = start()) {
      assertThat(isFromArchive(next)).isFalse();
    }
    assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  void whatIsNoArchiveIsIgnoredInSilence() throws IOException {
    // given
    start().close();
    Files.writeString(archives().get(0), "no archive");
    // when
    try (ChildProcess next = start()) {
      // then
      assertThat(isFromArchive(next)).isFalse();
      assertThat(next.logSinceStart()).doesNotContain("[warning]", "[error]");
    }
  }

  private ClassArchive archive() {
    return ClassArchive.of(jar, directory.resolve("classes"));
  }

  private ChildProcess start() {
    ClassArchive.Use classes = archive().use();
    List<String> rest = new ArrayList<>(classes.flags());
    rest.addAll(List.of("-Xlog:class+load", "-jar", jar.toString()));
    return ChildProcess.builder("program")
        .command(JavaProgram.lean(16, rest))
        .classes(classes)
        .log(directory.resolve("program.log"))
        .readyWhen(Readiness.logged("it runs"), LIMIT)
        .start();
  }

  private static boolean isFromArchive(ChildProcess process) {
    return process
        .logSinceStart()
        .lines()
        .filter(line -> line.contains(Program.class.getName()))
        .anyMatch(line -> line.contains("shared objects file (top)"));
  }

  private List<Path> archives() throws IOException {
    Path archives = directory.resolve("classes");
    try (Stream<Path> files = Files.list(archives)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }
}
