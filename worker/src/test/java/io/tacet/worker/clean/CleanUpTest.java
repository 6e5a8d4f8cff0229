package io.tacet.worker.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.topic.Topics;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.log.Rotation;
import io.tacet.worker.loop.Orders;
import io.tacet.worker.status.StatusSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a registry that is away: each notice that is to be sent is one that is lost, and counted.
 */
class CleanUpTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Rotation ROTATION = new Rotation(100_000, 2);
  private static final String HEADING = "--- 2026-01-02T03:04:05.678901Z, after job job-1\n";

  @TempDir private Path directory;

  private final StatusSender sender =
      new StatusSender(
          new KafkaConnection("localhost:1", KafkaSecurity.none(), new MachineId("m1")),
          new WireFormat(
              () -> {
                throw new IllegalStateException("the registry is away");
              },
              InstantSource.fixed(Orders.NOW)),
          new Topics("tacet"),
          EventSigner.without());

  @Test
  void without_a_program_there_is_nothing_to_do() {
    // given
    CleanUp cleanUp = cleanUp(LIMIT);

    // when
    Optional<String> how = cleanUp.after(Orders.held("o"));

    // then
    assertThat(how).isEmpty();
    assertThat(cleanUp.isWanted()).isFalse();
    assertThat(log()).doesNotExist();
    assertThat(sender.lost()).isZero();
  }

  @Test
  void a_program_is_run_without_a_shell_and_its_output_kept() {
    // given
    CleanUp cleanUp = cleanUp(LIMIT, "printf", "%s|", "$HOME", "a b", "*");

    // when
    cleanUp.after(Orders.held("o"));

    // then
    assertThat(cleanUp.isWanted()).isTrue();
    assertThat(log()).hasContent(HEADING + "$HOME|a b|*|");
    assertThat(sender.lost()).isZero();
  }

  @Test
  void each_run_adds_to_the_output_of_those_before() {
    // given
    cleanUp(LIMIT, "echo", "first").after(Orders.held("o"));

    // when: output and errors together
    String how =
        cleanUp(LIMIT, "sh", "-c", "echo out; echo err >&2").after(Orders.held("o")).orElseThrow();

    // then
    assertThat(log()).hasContent(HEADING + "first\n" + HEADING + "out\nerr\n");
    assertThat(how).endsWith(": out\nerr");
  }

  @Test
  void an_output_without_end_is_kept_within_the_limit_of_logs() throws IOException {
    // when
    String how =
        cleanUp(Duration.ofSeconds(3), "yes", "swept").after(Orders.held("o")).orElseThrow();

    // then
    assertThat(how).contains("yes took longer than PT3S and was killed").contains("swept\nswept");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .extracting(file -> String.valueOf(file.getFileName()))
          .containsExactlyInAnyOrder("clean.log", "clean.log.1", "clean.log.2");
    }
    assertThat(directory.resolve("clean.log.1")).hasSize(ROTATION.maxBytes());
    assertThat(Files.size(log())).isLessThanOrEqualTo(ROTATION.maxBytes());
  }

  @Test
  void an_output_that_cannot_be_kept_does_not_stop_it() throws IOException {
    // given
    Files.createDirectory(log());

    // when
    String how =
        cleanUp(LIMIT, "sh", "-c", "seq 100000; echo done").after(Orders.held("o")).orElseThrow();

    // then
    assertThat(how).contains("sh ended with 0", "99999\n100000\ndone (its output can't be kept: ");
  }

  @Test
  void only_the_end_of_a_long_output_is_told_from_a_whole_line_on() {
    // when
    String how =
        cleanUp(LIMIT, "sh", "-c", "seq 1000 9999; printf '\\033[1mdone'")
            .after(Orders.held("o"))
            .orElseThrow();

    // then
    assertThat(how).hasSizeLessThan(1100).matches("(?s)Clean-up: sh ended with 0 .*: \\d{4}\n.*");
    assertThat(how).endsWith("9999\n?[1mdone");
    assertThat(sender.lost()).isZero();
  }

  @Test
  void it_has_no_input_to_wait_for() {
    cleanUp(LIMIT, "cat").after(Orders.held("o"));
    assertThat(log()).hasContent(HEADING);
    assertThat(sender.lost()).isZero();
  }

  @Test
  void one_that_fails_is_told_and_the_worker_goes_on() {
    // when
    Optional<String> how =
        cleanUp(LIMIT, "sh", "-c", "echo no space left; exit 3").after(Orders.held("o"));

    // then
    assertThat(how.orElseThrow())
        .matches("Clean-up: sh ended with 3 after \\d+\\.\\d s: no space left");
    assertThat(sender.lost()).isEqualTo(1);
  }

  @Test
  void one_that_is_not_there_is_told_and_the_worker_goes_on() {
    // given: the output of the run before must not be taken for this one's
    cleanUp(LIMIT, "echo", "all well").after(Orders.held("o"));

    // when
    Optional<String> how =
        cleanUp(LIMIT, directory.resolve("absent").toString()).after(Orders.held("o"));

    // then
    assertThat(how.orElseThrow()).contains("absent could not be run").doesNotContain("all well");
    assertThat(sender.lost()).isEqualTo(1);
  }

  @Test
  void one_that_takes_too_long_is_killed_with_all_it_started() throws IOException {
    // given
    CleanUp cleanUp = cleanUp(Duration.ofSeconds(5), "sh", "-c", "sleep 1000 & echo $$ $!; wait");

    // when
    cleanUp.after(Orders.held("o"));

    // then
    assertThat(sender.lost()).isEqualTo(1);
    String[] pids = Files.readString(log()).substring(HEADING.length()).strip().split(" ", -1);
    assertThat(pids).hasSize(2);
    for (String pid : pids) {
      await().atMost(LIMIT).until(() -> isGone(Long.parseLong(pid)));
    }
  }

  @Test
  void an_interrupt_is_kept_for_who_comes_after() {
    // given
    CleanUp cleanUp = cleanUp(LIMIT, "sleep", "0");
    Thread.currentThread().interrupt();

    // when
    cleanUp.after(Orders.held("o"));

    // then
    assertThat(Thread.interrupted()).isTrue();
  }

  private CleanUp cleanUp(Duration limit, String... command) {
    return new CleanUp(List.of(command), limit, log(), ROTATION, Orders.events(), sender);
  }

  private Path log() {
    return directory.resolve("clean.log");
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }
}
