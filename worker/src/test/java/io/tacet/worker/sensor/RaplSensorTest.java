package io.tacet.worker.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplSensorTest {

  private static final long SECOND = 1_000_000_000L;

  /** 262 kJ, as many processors have it. */
  private static final long RANGE = 262_143_328_850L;

  @TempDir private Path sys;

  private final AtomicLong nanos = new AtomicLong(17);
  private ProcTree tree;

  @BeforeEach
  void zones() throws IOException {
    tree = ProcTree.in(sys);
    zone("intel-rapl:0", "package-0", 1_000_000);
    zone("intel-rapl:0:0", "core", 100);
    zone("intel-rapl:0:1", "dram", 200);
    zone("intel-rapl:1", "psys", 300);
    zone("intel-rapl-mmio:0", "package-0", 1_000_000);
    Files.createDirectories(sys.resolve("class/powercap/dtpm"));
  }

  @Test
  void parts_of_a_zone_and_what_it_is_part_of_never_have_its_name() throws Exception {
    try (Sensor sensor = open()) {
      // one package, though memory-mapped registers show it a second time
      assertThat(sensor.metrics())
          .extracting(metric -> metric.name() + " " + metric.detail() + " " + metric.unit())
          .containsExactly(
              "cpu_cores_energy_rapl_powercap_component package-0/core µJ",
              "cpu_energy_rapl_powercap_component package-0 µJ",
              "memory_energy_rapl_powercap_component package-0/dram µJ",
              "psu_energy_dc_rapl_powercap_machine psys µJ");
      assertThat(Reading.of(sensor)).containsExactly(0, 0, 0, 0);
    }
  }

  @Test
  void a_counter_that_begins_again_is_followed_round() throws Exception {
    // given
    energy("intel-rapl:0", RANGE - 1000);
    try (Sensor sensor = open()) {
      Reading.of(sensor);

      // when: 1000 to the end and 500 on, then 250 more
      energy("intel-rapl:0", 500);
      long[] wrapped = Reading.of(sensor);
      energy("intel-rapl:0", 750);
      long[] after = Reading.of(sensor);

      // then
      assertThat(wrapped[1]).isEqualTo(1500);
      assertThat(after[1]).isEqualTo(1750);
      assertThat(after[0]).isZero();
    }
  }

  @Test
  void it_wants_to_be_read_before_half_of_the_shortest_wrap() throws Exception {
    // given: 65 kJ of memory at no more than 250 W are 262 s
    tree.write("class/powercap/intel-rapl:0:1/max_energy_range_uj", "65712999613\n");

    // when
    try (Sensor sensor =
        RaplSensor.KIND.opener().open(place(), options(Map.of("greatest-watts", "250")))) {

      // then
      assertThat(sensor.longestGapNanos() / SECOND).isEqualTo(131);
    }
    try (Sensor usual = open()) {
      assertThat(usual.longestGapNanos() / SECOND).isEqualTo(32);
    }
  }

  @Test
  void after_a_gap_in_which_it_may_have_wrapped_twice_nothing_is_made_up() throws Exception {
    // given
    try (Sensor sensor = open()) {
      Reading.of(sensor);
      energy("intel-rapl:0", 1_000_700);
      assertThat(Reading.of(sensor)[1]).isEqualTo(700);

      // when: 262 s at 1000 W, and a little
      nanos.addAndGet(263 * SECOND);
      energy("intel-rapl:0", 1_000_900);

      // then: less than before, which a series shows as a gap
      assertThat(Reading.of(sensor)[1]).isZero();

      // when
      nanos.addAndGet(SECOND);
      energy("intel-rapl:0", 1_001_000);

      // then
      assertThat(Reading.of(sensor)[1]).isEqualTo(100);
    }
  }

  @Test
  void a_zone_that_does_not_answer_is_a_gap_and_its_energy_is_not_lost() throws Exception {
    // given
    try (Sensor sensor = open()) {
      Reading.of(sensor);

      // when
      tree.write("class/powercap/intel-rapl:0/energy_uj", "");
      long[] without = Reading.of(sensor);
      energy("intel-rapl:0", 1_000_400);
      long[] again = Reading.of(sensor);

      // then
      assertThat(without[1]).isEqualTo(Sensor.MISSING);
      assertThat(again[1]).isEqualTo(400);
    }
  }

  @Test
  void a_counter_that_cannot_be_read_says_what_to_do() throws Exception {
    // given: readable by root only since Linux 5.10; a directory stands in where the test is root
    Path file = sys.resolve("class/powercap/intel-rapl:0/energy_uj");
    file.toFile().setReadable(false);

    // when, then
    if (Files.isReadable(file)) {
      Files.delete(file);
      Files.createDirectory(file);
      assertThatThrownBy(this::readOnce).isInstanceOf(IOException.class);
    } else {
      assertThatThrownBy(this::readOnce)
          .isInstanceOf(NotHereException.class)
          .hasMessageContaining("CAP_DAC_READ_SEARCH");
    }
  }

  @Test
  void a_machine_without_it_says_so() {
    assertThatThrownBy(
            () ->
                RaplSensor.KIND
                    .opener()
                    .open(Place.of(sys, sys.resolve("nothing")), options(Map.of())))
        .isInstanceOf(NotHereException.class)
        .hasMessageContaining("powercap is not there");
  }

  @Test
  void a_range_that_is_no_number_is_refused_by_its_file() throws IOException {
    // given
    tree.write("class/powercap/intel-rapl:1/max_energy_range_uj", "lots\n");

    // when, then
    assertThatThrownBy(this::readOnce)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("intel-rapl:1/max_energy_range_uj holds no range but 'lots'");
  }

  private void readOnce() throws Exception {
    try (Sensor sensor = open()) {
      Reading.of(sensor);
    }
  }

  private Sensor open() throws IOException, NotHereException {
    return RaplSensor.KIND.opener().open(place(), options(Map.of()));
  }

  private Place place() {
    return new Place(sys, sys, Optional.empty(), nanos::get);
  }

  private static Options options(Map<String, String> given) {
    return new Options(RaplSensor.KIND.description().options(), given);
  }

  private void zone(String directory, String name, long energy) throws IOException {
    tree.write("class/powercap/" + directory + "/name", name + "\n");
    tree.write("class/powercap/" + directory + "/max_energy_range_uj", RANGE + "\n");
    energy(directory, energy);
  }

  private void energy(String directory, long energy) throws IOException {
    tree.write("class/powercap/" + directory + "/energy_uj", energy + "\n");
  }
}
