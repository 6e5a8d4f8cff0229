package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.JobOrder;
import io.tacet.schema.PhaseOutcome;
import io.tacet.worker.process.CgroupHierarchy;
import io.tacet.worker.sampling.RunClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said between runs of phases, and whose time that takes. */
class BorderTest {

  private static final String ALTERNATING =
      """
      setup: [echo ready]
      phases:
        - {name: RUNTIME, timeout: 5s, commands: [echo one]}
        - {name: CHECK, measured: false, timeout: 90s, commands: [echo two]}
      """;

  @TempDir Path directory;
  private final ClockAhead clock = new ClockAhead();
  private final List<String> said = new ArrayList<>();
  private final List<Duration> longest = new ArrayList<>();

  @Test
  void what_the_worker_waits_for_between_phases_is_not_taken_from_the_job_s_time()
      throws Exception {
    // given: a job of a minute, and a broker that is away for an hour at each border
    JobOrder order = Jobs.scenario(ALTERNATING);

    // when
    Measurement measurement = measure(order, () -> clock.goOn(Duration.ofHours(1)));

    // then
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
  }

  @Test
  void the_time_of_all_phases_together_is_the_job_s() throws Exception {
    // given: no single one is too long
    JobOrder order =
        Jobs.scenario(
            """
            repeat: 40
            phases:
              - {name: RUNTIME, duration: 100ms}
              - {name: CHECK, measured: false, duration: 100ms}
            """);
    order.setTimeLimitMicros(450_000);

    // when
    Measurement measurement = measure(order, () -> true);

    // then
    assertThat(((Ending.Failed) measurement.ending()).message())
        .endsWith("the job's time limit is over");
    assertThat(measurement.phases()).hasSizeBetween(3, 5);
    assertThat(measurement.phases().stream().mapToLong(PhaseOutcome::getDurationMicros).sum())
        .isGreaterThanOrEqualTo(450_000);
  }

  @Test
  void how_long_a_run_may_last_is_said_before_each() throws Exception {
    // when
    Measurement measurement = measure(Jobs.scenario(ALTERNATING), () -> true);

    // then: set-up has the job's limit of a minute, and so has what has a longer one of its own
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    assertThat(said).containsExactly("unmeasured", "silence", "unmeasured");
    assertThat(longest.get(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    assertThat(longest.get(1)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(35));
    assertThat(longest.get(2)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(90));
  }

  @Test
  void a_job_cancelled_before_phases_that_are_not_measured_ends_there() throws Exception {
    // when
    Measurement measurement = measure(Jobs.scenario(ALTERNATING), () -> said.size() < 3);

    // then
    assertThat(measurement.ending()).isEqualTo(new Ending.Cancelled());
    assertThat(measurement.phases()).extracting(PhaseOutcome::getName).doesNotContain("CHECK");
  }

  private Measurement measure(JobOrder order, BooleanSupplier goesOn) throws Exception {
    MeasuringJobRunner runner =
        Jobs.runner(Jobs.settings(CgroupHierarchy.find(Jobs.PROC), Optional.empty()), clock);
    return runner.measure(
        runner.prepare(order, directory.resolve("run")),
        new PhaseBorder() {
          @Override
          public boolean enterUnmeasured(Duration within) {
            return say("unmeasured", within);
          }

          @Override
          public boolean enterSilence(Duration within) {
            return say("silence", within);
          }

          private boolean say(String what, Duration within) {
            said.add(what);
            longest.add(within);
            return goesOn.getAsBoolean();
          }
        });
  }

  /** The machine's clock, which a test sets ahead. */
  private static final class ClockAhead implements RunClock {

    private final RunClock system = RunClock.system();
    private Duration ahead = Duration.ZERO;

    boolean goOn(Duration by) {
      ahead = ahead.plus(by);
      return true;
    }

    @Override
    public long nanos() {
      return system.nanos() + ahead.toNanos();
    }

    @Override
    public Instant now() {
      return system.now().plus(ahead);
    }

    @Override
    public void park(long nanos) {
      system.park(nanos);
    }
  }
}
