package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tacet.worker.sampling.RunClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a job's processes do to stay, they are gone when the job is. */
class NothingLeftTest {

  private static final Duration GRACE = Duration.ofMillis(300);

  /** How their processes are told from others. */
  private enum Known {
    BY_CGROUP,
    BY_SESSION_AND_TOKEN;

    Optional<CgroupHierarchy> cgroups() {
      if (this == BY_SESSION_AND_TOKEN) {
        return Optional.empty();
      }
      Optional<CgroupHierarchy> found = CgroupHierarchy.find(RealJob.PROC);
      assumeThat(found).as("a writable cgroup of version 2").isPresent();
      return found;
    }
  }

  private static final String STARTS_ANOTHER =
      "trap 'setsid sleep 300 & echo $! >> $0/pids; exit' TERM; echo $$ >> $0/pids;"
          + " while :; do sleep 0.1; done";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void children_that_were_left_running_are_ended(Known known) throws Exception {
    assertAllGone(known, 2, "sleep 300 & echo $! >> $0/pids; sleep 300 & echo $! >> $0/pids");
  }

  @ParameterizedTest
  @EnumSource
  void a_child_in_a_session_of_its_own_is_ended(Known known) throws Exception {
    assertAllGone(known, 1, "setsid sh -c 'echo $$ >> $0/pids; exec sleep 300' $0 & wait");
  }

  @ParameterizedTest
  @EnumSource
  void a_daemon_by_double_fork_is_ended(Known known) throws Exception {
    assertAllGone(
        known,
        1,
        "(setsid sh -c '(echo go; cd /; exec sleep 300 < /dev/null > /dev/null 2>&1) &"
            + " echo $! >> $0/pids' $0 &) ; true");
  }

  @ParameterizedTest
  @EnumSource
  void a_process_that_ignores_sigterm_is_killed(Known known) throws Exception {
    assertAllGone(
        known, 1, "trap '' TERM INT HUP; echo $$ >> $0/pids; while :; do sleep 300; done");
  }

  /** Several times: it is a matter of luck whether a look at proc falls between the two. */
  @RepeatedTest(8)
  void a_process_that_starts_another_when_it_is_asked_to_end_is_ended_with_it() throws Exception {
    assertAllGone(Known.BY_SESSION_AND_TOKEN, 1, STARTS_ANOTHER);
  }

  @Test
  void so_it_is_by_its_cgroup() throws Exception {
    assertAllGone(Known.BY_CGROUP, 1, STARTS_ANOTHER);
  }

  @ParameterizedTest
  @EnumSource
  void processes_that_fork_all_the_time_are_ended(Known known) throws Exception {
    assertAllGone(
        known,
        4,
        "echo $$ >> $0/pids; for i in 1 2 3; do"
            + " sh -c 'echo $$ >> $0/pids; while :; do /bin/true & wait; done' $0 & done; wait");
  }

  @ParameterizedTest
  @EnumSource
  void a_stopped_process_is_ended(Known known) throws Exception {
    assertAllGone(known, 1, "echo $$ >> $0/pids; kill -STOP $$; exec sleep 300");
  }

  /** Nothing leads to such a one but the cgroup it is in. */
  @Test
  void an_orphan_without_its_token_in_a_session_of_its_own_is_ended_by_its_cgroup()
      throws Exception {
    assertAllGone(
        Known.BY_CGROUP,
        1,
        "(env -i setsid sh -c 'echo $$ >> $0/pids; exec sleep 300' $0 &) ; true");
  }

  @ParameterizedTest
  @EnumSource
  void commands_that_wait_to_be_let_go_are_ended_and_did_nothing(Known known) throws Exception {
    // given
    StagedCommand waiting;
    try (RealJob job = new RealJob(directory, known.cgroups(), GRACE)) {
      waiting = job.stage("echo $$ >> $0/pids");
    }

    // then
    assertNoneLives(List.of(waiting.leader().pid()));
    assertThat(directory.resolve("pids")).doesNotExist();
  }

  /** It is not in its cgroup yet when it is let go. */
  @ParameterizedTest
  @EnumSource
  void a_command_that_has_only_just_been_let_go_is_ended(Known known) throws Exception {
    // given
    StagedCommand justLetGo;
    try (RealJob job = new RealJob(directory, known.cgroups(), Duration.ZERO)) {
      justLetGo = job.start("exec sleep 300");
    }

    // then
    assertNoneLives(List.of(justLetGo.leader().pid()));
  }

  @ParameterizedTest
  @EnumSource
  void a_process_that_ends_when_asked_has_the_time_to(Known known) throws Exception {
    // given
    try (RealJob job = new RealJob(directory, known.cgroups(), RealJob.LIMIT)) {
      job.start(
          "trap 'echo bye > $0/bye; exit 0' TERM; echo $$ >> $0/pids; while :; do sleep 0.1; done");
      job.pids(1);

      // when
      boolean gone = job.processes.endAll();

      // then
      assertThat(gone).isTrue();
      assertThat(directory.resolve("bye")).hasContent("bye");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_worker_that_died_leaves_a_journal_by_which_the_next_one_ends_them(Known known)
      throws Exception {
    // given: a job that nobody closes
    RealJob abandoned = new RealJob(directory, known.cgroups(), GRACE);
    abandoned.start(
        "setsid sh -c 'trap \"\" TERM; echo $$ >> $0/pids; exec sleep 300' $0 &"
            + " echo $$ >> $0/pids; wait");
    List<Long> pids = abandoned.pids(2);

    // when
    new Leftovers(RealJob.PROC, RunClock.system()).kill(directory);

    // then
    assertNoneLives(pids);
    assertThat(cgroupOf(directory)).allSatisfy(path -> assertThat(path).doesNotExist());
  }

  @Test
  void a_process_that_only_has_the_number_of_one_in_the_journal_is_left_alone() throws Exception {
    // given: a stranger, and a journal that names its number with another start
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      try (ProcessJournal journal =
          ProcessJournal.begin(directory, Boot.id(RealJob.PROC), "another-token")) {
        journal.started(List.of(new StartedProcess(stranger.pid(), 1)));
      }

      // when
      new Leftovers(RealJob.PROC, RunClock.system()).kill(directory);

      // then
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_journal_of_another_boot_leads_to_nobody() throws Exception {
    // given: number and start are those of a living process, but it is a later boot
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      ProcessStat stat =
          ProcessStat.read(RealJob.PROC, Long.toString(stranger.pid())).orElseThrow();
      try (ProcessJournal journal =
          ProcessJournal.begin(directory, "00000000-0000-0000-0000-000000000000", "token")) {
        journal.started(List.of(new StartedProcess(stat.pid(), stat.startTicks())));
      }

      // when
      new Leftovers(RealJob.PROC, RunClock.system()).kill(directory);

      // then
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  private void assertAllGone(Known known, int pids, String script) throws Exception {
    // given
    List<Long> seen;
    try (RealJob job = new RealJob(directory, known.cgroups(), GRACE)) {
      job.start(script);
      seen = job.pids(pids);
      assertThat(seen).as("they run before the job ends").anyMatch(RealJob::lives);

      // when: it is closed
    }

    // then
    List<Long> all =
        Files.readAllLines(directory.resolve("pids")).stream().map(Long::parseLong).toList();
    assertThat(all).containsAll(seen);
    assertNoneLives(all);
    assertThat(cgroupOf(directory)).allSatisfy(path -> assertThat(path).doesNotExist());
  }

  private static void assertNoneLives(List<Long> pids) {
    await("a killed process may take a moment to go")
        .atMost(RealJob.LIMIT)
        .until(() -> pids.stream().noneMatch(RealJob::lives));
  }

  private static List<Path> cgroupOf(Path directory) throws Exception {
    return ProcessJournal.read(directory).flatMap(ProcessJournal.Entries::cgroup).stream().toList();
  }
}
