package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.schema.JobState;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Notice;
import io.tacet.worker.power.PowerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A harmless script stands for the command that turns the machine off. */
class PowerTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path directory;
  private TestMachine machine;

  @BeforeEach
  void open() throws Exception {
    machine = new TestMachine();
  }

  @AfterEach
  void close() {
    machine.close();
  }

  @Test
  void a_machine_without_orders_says_that_it_goes_off_and_then_runs_the_command() throws Exception {
    // given: a command that ends the worker, as systemd does when the machine goes down
    Path ran = directory.resolve("ran");
    machine.power = power(script("touch " + ran), LIMIT, LIMIT);
    TestMachine.Running worker = machine.start(state());

    // when
    await().atMost(LIMIT).until(() -> Files.exists(ran));
    worker.tellToStop();
    worker.join();

    // then
    MachineStatus last = machine.lastMachineStatus();
    assertThat(last.getState()).isEqualTo(MachineState.POWERING_OFF);
    assertThat(last.getNextStatusWithinMicros()).isNull();
    assertThat(last.getMessage()).startsWith("No order for PT1S: ");
  }

  @Test
  void the_status_is_there_before_the_command_runs() throws Exception {
    // given: it waits until the test has seen the status
    Path seen = directory.resolve("seen");
    Path ran = directory.resolve("ran");
    machine.power =
        power(script("until [ -e " + seen + " ]; do sleep 0.1; done; touch " + ran), LIMIT, LIMIT);

    // when
    machine.start(state());

    // then
    machine.awaitMachineState(MachineState.POWERING_OFF);
    assertThat(ran).doesNotExist();
    Files.createFile(seen);
    await().atMost(LIMIT).until(() -> Files.exists(ran));
  }

  @Test
  void with_orders_waiting_it_never_goes_off() throws Exception {
    // given: each job takes longer than the machine may be idle
    Path ran = directory.resolve("ran");
    machine.power = power(script("touch " + ran), LIMIT, LIMIT);
    machine.runner.script =
        border -> {
          awaitOrNever(new CountDownLatch(1), Duration.ofMillis(1200));
          return Measurements.finished();
        };
    machine.send(machine.order("job-1"));
    machine.send(machine.order("job-2"));

    // when
    machine.start(state());
    machine.awaitOutcome("job-2");

    // then
    assertThat(
            machine.read(machine.topics.machineStatus(), MachineStatus.class).stream()
                .takeWhile(status -> !"job-2".equals(status.getJobId()))
                .map(MachineStatus::getState))
        .contains(MachineState.REPORTING)
        .doesNotContain(MachineState.POWERING_OFF);
  }

  @Test
  void an_order_that_came_before_the_machine_said_that_it_goes_off_is_done_first()
      throws Exception {
    // given: it is sent while the status is being made
    Path ran = directory.resolve("ran");
    AtomicBoolean sent = new AtomicBoolean();
    machine.clock =
        () -> {
          if (isAnnouncing() && sent.compareAndSet(false, true)) {
            sendOrder();
          }
          return Instant.now();
        };
    machine.power = power(script("touch " + ran), LIMIT, LIMIT);
    machine.runner.script =
        border -> {
          assertThat(ran).doesNotExist();
          return Measurements.finished();
        };

    // when
    machine.start(state());

    // then
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    await().atMost(LIMIT).until(() -> Files.exists(ran));
  }

  @Test
  void a_command_that_fails_is_told_and_not_tried_again_at_once() throws Exception {
    // given
    Path runs = directory.resolve("runs");
    machine.power =
        power(
            script("echo x >> " + runs + "; echo sudo: a password is required; exit 1"),
            LIMIT,
            LIMIT);

    // when
    machine.start(state());

    // then
    machine.awaitMachineState(MachineState.POWERING_OFF);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(machine.lastMachineStatus().getMessage())
                    .startsWith("The machine did not go off (again in PT1H): ")
                    .endsWith("ended with 1: sudo: a password is required"));
    assertThat(machine.lastMachineStatus().getState()).isEqualTo(MachineState.IDLE);
    assertThat(Files.readAllLines(runs)).hasSize(1);
    machine.send(machine.order("job-1"));
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    assertThat(machine.read(machine.topics.notices(), Notice.class))
        .extracting(Notice::getKind)
        .containsExactly("power-failed");
  }

  @Test
  void a_machine_that_is_still_on_after_the_command_goes_on_working() throws Exception {
    // given
    machine.power = power(List.of("true"), Duration.ofSeconds(1), LIMIT);

    // when
    machine.start(state());
    machine.awaitMachineState(MachineState.POWERING_OFF);
    await()
        .atMost(LIMIT)
        .until(() -> String.valueOf(machine.lastMachineStatus().getMessage()).contains("still on"));
    machine.send(machine.order("job-1"));

    // then
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
  }

  @Test
  void a_machine_that_was_suspended_says_that_it_is_back_and_takes_the_next_order()
      throws Exception {
    // given: the wall clock jumps and the monotonic one does not, each time that it goes off
    Path slept = directory.resolve("slept");
    machine.clock = () -> Instant.now().plus(Duration.ofHours(3).multipliedBy(lines(slept)));
    machine.power = power(script("echo >> " + slept), LIMIT, LIMIT);

    // when
    machine.start(state());

    // then
    machine.awaitMachineState(MachineState.POWERING_OFF);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(machine.machineStatuses())
                    .filteredOn(status -> status.getState() == MachineState.IDLE)
                    .extracting(MachineStatus::getMessage)
                    .anySatisfy(message -> assertThat(message).startsWith("Back after PT3H")));
    machine.send(machine.order("job-1"));
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
  }

  @Test
  void a_worker_for_one_job_does_not_turn_the_machine_off() throws Exception {
    // given
    Path ran = directory.resolve("ran");
    machine.power = power(script("touch " + ran), LIMIT, LIMIT);

    // when
    machine
        .start(machine.settings(state()), machine.runner, new Stay.OneJob(Duration.ofSeconds(3)))
        .join();

    // then
    assertThat(ran).doesNotExist();
    assertThat(machine.lastMachineStatus().getState()).isEqualTo(MachineState.STOPPED);
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isAnnouncing() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("announce")));
  }

  private void sendOrder() {
    try {
      machine.send(machine.order("job-1"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Path state() {
    return directory.resolve("state");
  }

  private static PowerSettings power(List<String> command, Duration grace, Duration limit) {
    return new PowerSettings(
        Duration.ofSeconds(1), command, limit, grace, Duration.ofHours(1), Duration.ofHours(4));
  }

  private List<String> script(String line) throws IOException {
    Path script = directory.resolve("off");
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return List.of(script.toString());
  }

  private static void awaitOrNever(CountDownLatch latch, Duration duration) {
    try {
      boolean unused = latch.await(duration.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
