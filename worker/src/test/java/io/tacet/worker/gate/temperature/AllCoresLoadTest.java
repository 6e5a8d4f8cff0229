package io.tacet.worker.gate.temperature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllCoresLoadTest {

  private static final Path PROC = Path.of("/proc");
  private static final Path SYS = Path.of("/sys");
  private static final int RUNNING_TICKS = 20;

  @Test
  void every_cpu_has_a_thread_that_runs_and_none_is_left_afterwards() {
    // given
    AllCoresLoad load = new AllCoresLoad(PROC, SYS, System.err::println);
    int cpus = OnlineCpus.read(PROC, SYS).count();

    // when
    load.start();
    load.start();

    // then: each of them has got CPU time
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> warmUps().stream().filter(t -> ticks(t) >= RUNNING_TICKS).count() == cpus);
    } finally {
      load.stop();
    }
    assertThat(threads()).isZero();

    // when, then: once more, from the start
    load.start();
    assertThat(threads()).isEqualTo(cpus);
    load.stop();
    load.stop();
    assertThat(threads()).isZero();
  }

  @Test
  void a_thread_can_leave_the_cpus_the_worker_is_pinned_to() throws Exception {
    // given: a process that is pinned, as a worker may be, and asks for the load
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process pinned =
        new ProcessBuilder(
                "taskset",
                "-c",
                "0",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                PinnedWorker.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    // when
    List<String> lines =
        new String(pinned.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

    // then
    String online = Files.readString(SYS.resolve("devices/system/cpu/online")).strip();
    assertThat(pinned.waitFor()).isZero();
    assertThat(lines).isNotEmpty().allMatch(online::equals);
  }

  @Test
  void lists_of_cpus_are_counted() {
    assertThat(OnlineCpus.count("0")).isEqualTo(1);
    assertThat(OnlineCpus.count("0-3,8,10-11")).isEqualTo(7);
    assertThat(OnlineCpus.count("")).isZero();
    assertThat(OnlineCpus.count("0-")).isZero();
    assertThat(OnlineCpus.count("999999999999")).isZero();
  }

  /** Prints the CPUs that each thread of the load may use, once they may use another than 0. */
  static final class PinnedWorker {

    public static void main(String[] arguments) throws IOException {
      AllCoresLoad load = new AllCoresLoad(PROC, SYS, System.err::println);
      load.start();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> warmUps().stream().noneMatch(thread -> allowed(thread).equals("0")));
      warmUps().forEach(thread -> System.out.println(allowed(thread)));
      load.stop();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("warm-up"))
        .count();
  }

  private static List<Path> warmUps() throws IOException {
    try (Stream<Path> tasks = Files.list(PROC.resolve("self/task"))) {
      return tasks.filter(task -> read(task.resolve("comm")).strip().equals("warm-up")).toList();
    }
  }

  private static long ticks(Path task) {
    String stat = read(task.resolve("stat"));
    List<String> words = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return Long.parseLong(words.get(11)) + Long.parseLong(words.get(12));
  }

  private static String allowed(Path task) {
    return read(task.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
