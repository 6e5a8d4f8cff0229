package io.tacet.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void thePidIsTheProgramsOwn() throws IOException {
    // when
    try (ChildProcess child = builder("sleep", "1000").start()) {
      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> commandLine(child.pid()), "sleep 1000"::equals);
    }
  }

  @Test
  void itHoldsNothingButItsStandardStreams() throws IOException {
    // given
    try (ChildProcess first = builder("sleep", "1000").start();
        ChildProcess second = builder("sleep", "1001").start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> commandLine(second.pid()), "sleep 1001"::equals);

      // when
      List<String> files = openFiles(second.pid());

      // then
      assertThat(first.isAlive()).isTrue();
      assertThat(files).containsExactly("0 /dev/null", "1 " + second.log(), "2 " + second.log());
    }
  }

  @Test
  void itIsInASessionOfItsOwn() {
    // when
    try (ChildProcess child = builder("sleep", "1000").start()) {
      // then
      assertThat(ProcessTable.of(child.pid()).session())
          .isNotEqualTo(ProcessTable.of(ProcessHandle.current().pid()).session());
    }
  }

  @Test
  void itStartsWithTheSameSignalsIgnoredAsThisJvm() throws IOException {
    // when
    try (ChildProcess child = builder("sleep", "1000").start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> commandLine(child.pid()), "sleep 1000"::equals);

      // then
      assertThat(ignoredSignals(child.pid()))
          .isEqualTo(ignoredSignals(ProcessHandle.current().pid()));
    }
  }

  @Test
  void itsExitCodeIsPassedOn() {
    // when
    ChildProcess child = builder("sh", "-c", "exit 7").start();

    // then
    assertThat(child.onExit()).succeedsWithin(SOON).isEqualTo(7);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void itsArgumentsAndEnvironmentReachItAsTheyAre() {
    // given
    String odd = "a  b'c\"d $HOME `x` *\n%s";

    // when
    ChildProcess child =
        builder("sh", "-c", "printf '%s|%s' \"$1\" \"$ODD\"", "x", odd)
            .environment("ODD", odd)
            .start();

    // then
    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.logSinceStart()).isEqualTo(odd + "|" + odd);
  }

  @Test
  void aVariableTheShellWouldDropIsRefused() {
    assertThatThrownBy(() -> builder("true").environment("tacet.port", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tacet.port");
  }

  @Test
  void aProgramThatEndsInsteadOfGettingReadyIsReportedWithItsLog() {
    assertThatThrownBy(
            () ->
                builder("sh", "-c", "echo no such luck >&2; exit 3")
                    .readyWhen(Readiness.logged("never"), SOON)
                    .start())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("test program ended with code 3")
        .hasMessageContaining("no such luck")
        .hasMessageContaining(log().toString());
  }

  @Test
  void aProgramThatDoesNotExistIsReported() {
    assertThatThrownBy(
            () -> builder("/nowhere/program").readyWhen(Readiness.logged("never"), SOON).start())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("127")
        .hasMessageContaining("/nowhere/program");
  }

  @Test
  void aProgramThatIsNotReadyInTimeIsKilled() throws IOException {
    // given
    Path pid = directory.resolve("pid");

    // when
    assertThatThrownBy(
            () ->
                builder("sh", "-c", "echo $$ > " + pid + "; exec sleep 1000")
                    .readyWhen(Readiness.logged("never"), Duration.ofSeconds(3))
                    .start())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("not ready within");

    // then
    assertThat(ProcessTable.runs(Long.parseLong(Files.readString(pid).trim()))).isFalse();
  }

  @Test
  void onlyWhatItLoggedSinceItsStartCounts() {
    // given
    assertThat(builder("echo", "open for business").start().awaitExit(SOON)).isTrue();

    // then
    assertThatThrownBy(
            () ->
                builder("sleep", "1000")
                    .readyWhen(Readiness.logged("open"), Duration.ofMillis(300))
                    .start())
        .isInstanceOf(StartFailure.class);
  }

  @Test
  void aStopLeavesNeitherGuardianNorProgram() throws IOException {
    // given
    ChildProcess child = builder("sleep", "1000").start();
    long session = ProcessTable.of(child.pid()).session();

    // when
    child.stop(SOON);

    // then
    assertThat(child.onExit()).succeedsWithin(SOON).isEqualTo(128 + 15);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(ProcessTable.session(session)).isEmpty());
  }

  @Test
  void whatDoesNotHeedTheRequestToStopIsKilled() {
    // given
    ChildProcess child =
        builder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
            .readyWhen(Readiness.logged("ready"), SOON)
            .start();

    // when
    child.stop(Duration.ofMillis(200));

    // then
    assertThat(child.onExit()).succeedsWithin(SOON).isEqualTo(128 + 9);
  }

  @Test
  void aPausedProgramDoesNothingUntilItIsResumed() {
    // given
    try (ChildProcess child = builder("sleep", "1000").start()) {
      // when
      child.pause();

      // then
      assertThat(child.isAlive()).isTrue();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ProcessTable.of(child.pid()).state() == 'T');

      // when
      child.resume();

      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ProcessTable.of(child.pid()).state() == 'S');
    }
  }

  @Test
  void aPausedProgramCanBeStopped() {
    // given
    ChildProcess child = builder("sleep", "1000").start();
    child.pause();

    // when
    child.stop(SOON);

    // then
    assertThat(child.onExit()).succeedsWithin(SOON).isEqualTo(128 + 15);
  }

  @Test
  void aKillLeavesWhatTheProgramHadStarted() {
    // given
    ChildProcess child =
        builder("sh", "-c", "sleep 1000 & echo \"pid $!;\"; wait")
            .readyWhen(Readiness.logged(";"), SOON)
            .start();
    String text = child.logSinceStart();
    long grandchild = Long.parseLong(text.substring(4, text.indexOf(';')));

    // when
    child.kill();

    // then
    assertThat(child.isAlive()).isFalse();
    assertThat(ProcessTable.runs(grandchild)).isTrue();
    Signal.send("KILL", grandchild);
  }

  private ChildProcessBuilder builder(String... command) {
    return ChildProcess.builder("test program").command(List.of(command)).log(log());
  }

  private Path log() {
    return directory.resolve("test.log");
  }

  private static String commandLine(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ').trim();
  }

  /** Bit n - 1 for signal n; without the real-time signals, two of which glibc uses for itself. */
  private static long ignoredSignals(long pid) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(status -> status.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return Long.parseUnsignedLong(line.substring(7).trim(), 16) & 0x7fffffff;
  }

  private static List<String> openFiles(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      List<Path> sorted = files.sorted().toList();
      return sorted.stream().map(ChildProcessTest::describe).toList();
    }
  }

  private static String describe(Path file) {
    try {
      return file.getFileName() + " " + Files.readSymbolicLink(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
