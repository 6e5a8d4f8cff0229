package io.tacet.worker.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.loop.Orders;
import io.tacet.worker.status.StatusSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a registry that is away: each notice that is to be sent is one that is lost, and counted.
 */
class CleanUpTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path directory;

  private final StatusSender sender =
      new StatusSender(
          new KafkaConnection("localhost:1", new MachineId("m1")),
          new WireFormat(
              () -> {
                throw new IllegalStateException("the registry is away");
              },
              InstantSource.fixed(Orders.NOW)),
          new Topics("tacet"));

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
    assertThat(log()).hasContent("$HOME|a b|*|");
    assertThat(sender.lost()).isZero();
  }

  @Test
  void each_run_overwrites_the_output_of_the_one_before() {
    // given
    cleanUp(LIMIT, "echo", "something longer").after(Orders.held("o"));

    // when: output and errors together
    cleanUp(LIMIT, "sh", "-c", "echo out; echo err >&2").after(Orders.held("o"));

    // then
    assertThat(log()).hasContent("out\nerr\n");
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
    assertThat(log()).isEmptyFile();
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
    CleanUp cleanUp = cleanUp(Duration.ofSeconds(2), "sh", "-c", "sleep 1000 & echo $$ $!; wait");

    // when
    cleanUp.after(Orders.held("o"));

    // then
    assertThat(sender.lost()).isEqualTo(1);
    String[] pids = Files.readString(log()).strip().split(" ", -1);
    assertThat(pids).hasSize(2);
    for (String pid : pids) {
      await().atMost(Duration.ofSeconds(30)).until(() -> isGone(Long.parseLong(pid)));
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
    return new CleanUp(List.of(command), limit, log(), Orders.events(), sender);
  }

  private Path log() {
    return directory.resolve("clean.log");
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }
}
