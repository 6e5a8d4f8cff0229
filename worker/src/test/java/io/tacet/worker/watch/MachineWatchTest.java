package io.tacet.worker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.sampling.SetClock;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.ProcTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineWatchTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");
  private static final String FAN = "class/hwmon/hwmon3/";

  @TempDir private Path root;

  private final SetClock clock = new SetClock(SECOND, WALL);
  private ProcTree proc;
  private ProcTree sys;
  private MachineWatch watch;

  @BeforeEach
  void machine() throws IOException {
    proc = ProcTree.copyOf("vm", root.resolve("proc"));
    sys = ProcTree.in(root.resolve("sys")).blocks(List.of("vda"), List.of());
    Place place = new Place(proc.root(), sys.root(), Optional.empty(), clock::nanos);
    watch = new MachineWatch(SensorSettings.usual(Duration.ofSeconds(1)), place, clock);
  }

  @Test
  void while_idle_sensors_and_surveys_are_read_at_their_own_slow_pace() throws IOException {
    // given: init, with 100 ticks and 7 pages
    process(1, 100, 7);
    watch.during(Activity.IDLE);

    // when
    waitFor(Duration.ofSeconds(59));
    process(1, 700, 9);
    waitFor(Duration.ofSeconds(1));

    // then
    assertThat(watch.isBatchDue()).isTrue();
    List<WatchedSeries> batch = watch.take();
    WatchedSeries memory = of(batch, "memory_used_procfs_system");
    assertThat(memory.offsetsMicros()).containsExactly(0, 30_000_000, 60_000_000);
    assertThat(memory.startedAtMicros()).isEqualTo(WALL.getEpochSecond() * 1_000_000);
    WatchedSeries busiest = of(batch, "process_cpu_percent_procfs_process");
    assertThat(busiest.detail()).isEqualTo("init[1]");
    assertThat(busiest.values()).containsExactly(10); // 6 s of CPU in a minute
    assertThat(of(batch, "process_memory_rss_procfs_process").values())
        .containsExactly(7 * 4096, 9 * 4096);
    assertThat(watch.isBatchDue()).isFalse();
    assertThat(watch.take()).isEmpty();
  }

  @Test
  void nothing_is_due_between_two_readings() {
    // given
    watch.during(Activity.IDLE);

    // then
    assertThat(watch.untilDue()).isEqualTo(Duration.ofSeconds(30));
    clock.advance(10 * SECOND);
    assertThat(watch.untilDue()).isEqualTo(Duration.ofSeconds(20));
    clock.advance(21 * SECOND);
    assertThat(watch.untilDue()).isZero();
    watch.look();
    assertThat(watch.untilDue()).isEqualTo(Duration.ofSeconds(29));
  }

  @Test
  void cooling_has_a_pace_of_its_own_and_what_was_read_before_is_kept() {
    // given
    watch.during(Activity.IDLE);
    waitFor(Duration.ofSeconds(5));

    // when
    watch.during(Activity.COOLING);
    waitFor(Duration.ofSeconds(20));

    // then: one while idle, and at 5, 15, 25 s
    List<WatchedSeries> batch = watch.take();
    assertThat(
            batch.stream()
                .filter(one -> one.metric().equals("memory_used_procfs_system"))
                .mapToInt(one -> one.values().length))
        .containsExactly(1, 3);
    assertThat(batch).extracting(WatchedSeries::metric).contains("disk_used_statvfs_system");
  }

  @Test
  void what_is_plugged_in_is_found_by_the_next_activity() throws IOException {
    // given
    watch.during(Activity.IDLE);
    watch.close();
    assertThat(watch.take())
        .extracting(WatchedSeries::metric)
        .doesNotContain("lmsensors_fan_component");

    // when
    sys.write(FAN + "name", "nct6775\n").write(FAN + "fan1_input", "1234\n");
    watch.during(Activity.IDLE);

    // then
    WatchedSeries fan = of(watch.take(), "lmsensors_fan_component");
    assertThat(fan.detail()).isEqualTo("nct6775-virtual-0 fan1");
    assertThat(fan.values()).containsExactly(1234);
  }

  @Test
  void in_a_silence_nothing_is_open() throws IOException {
    // given
    watch.during(Activity.IDLE);
    assertThat(openUnderRoot()).isPositive();

    // when
    watch.close();

    // then
    assertThat(openUnderRoot()).isZero();
    assertThat(watch.untilDue()).isGreaterThan(Duration.ofDays(365));
    assertThat(watch.take()).isNotEmpty();
  }

  private void waitFor(Duration duration) {
    long until = clock.nanos() + duration.toNanos();
    while (until - clock.nanos() > 0) {
      clock.advance(Math.min(watch.untilDue().toNanos(), until - clock.nanos()));
      watch.look();
    }
  }

  private void process(int pid, long ticks, long pages) throws IOException {
    proc.write(
        pid + "/stat",
        pid
            + " (init) S 0 1 1 0 -1 0 0 0 0 0 "
            + ticks
            + " 0 0 0 20 0 1 0 5 1000 "
            + pages
            + " 0\n");
  }

  private long openUnderRoot() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .filter(Files::isSymbolicLink)
          .filter(
              descriptor -> {
                try {
                  return Files.readSymbolicLink(descriptor).startsWith(root);
                } catch (IOException e) {
                  return false; // the listing's own
                }
              })
          .count();
    }
  }

  private static WatchedSeries of(List<WatchedSeries> all, String metric) {
    return all.stream().filter(one -> one.metric().equals(metric)).findFirst().orElseThrow();
  }
}
