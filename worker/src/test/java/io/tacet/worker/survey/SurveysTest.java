package io.tacet.worker.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.worker.hwmon.SysTree;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.ProcTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveysTest {

  private static final Place HERE = Place.of(Path.of("/proc"), Path.of("/sys"));

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path root;

  @Test
  void mounted_are_those_on_devices_and_blanks_in_their_names_are_blanks() throws Exception {
    // given
    ProcTree.in(root)
        .write("filesystems", "nodev\tsysfs\nnodev\ttmpfs\n\text4\n\tvfat\n")
        .write(
            "self/mounts",
            """
            proc /proc proc rw,nosuid 0 0
            /dev/sda1 / ext4 rw,relatime 0 0
            /dev/sdb1 /mnt/my\\040disk\\134x vfat ro 0 0
            tmpfs /run tmpfs rw 0 0
            tank/home /home zfs rw 0 0
            nonsense
            """);

    // when, then
    assertThat(details(DiskPartitions.KIND, Map.of()))
        .containsExactly(
            "/dev/sda1 / ext4 rw,relatime",
            "/dev/sdb1 /mnt/my disk\\x vfat ro",
            "tank/home /home zfs rw");
    assertThat(details(DiskPartitions.KIND, Map.of("all", "true"))).hasSize(5);
  }

  @Test
  void space_is_what_df_says() throws Exception {
    // when
    List<Observation> usage = open(DiskUsage.KIND, HERE, Map.of("path", "/")).look();
    Process df = new ProcessBuilder("df", "-B1", "--output=size,used,avail", "/").start();
    String[] words =
        new String(df.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow()
            .strip()
            .split("\\s+", -1);

    // then: others write at the same time
    double tolerance = 500e6;
    assertThat(value(usage, "disk_total_statvfs_system")).isEqualTo(Double.parseDouble(words[0]));
    assertThat(value(usage, "disk_used_statvfs_system"))
        .isBetween(
            Double.parseDouble(words[1]) - tolerance, Double.parseDouble(words[1]) + tolerance);
    assertThat(value(usage, "disk_free_statvfs_system"))
        .isBetween(
            Double.parseDouble(words[2]) - tolerance, Double.parseDouble(words[2]) + tolerance);
    assertThat(value(usage, "disk_percent_statvfs_system")).isBetween(0.0, 100.0);
  }

  @Test
  void a_path_that_is_not_there_is_said() {
    assertThatThrownBy(() -> open(DiskUsage.KIND, HERE, Map.of("path", "/no/such/path")))
        .isInstanceOf(NotHereException.class)
        .hasMessage("/no/such/path is not there");
  }

  @Test
  void a_socket_that_listens_is_seen_with_its_process() throws Exception {
    // given
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      // when
      List<Observation> seen = open(NetConnections.KIND, HERE, Map.of()).look();

      // then: Java listens on IPv6 for both
      String pid = Long.toString(ProcessHandle.current().pid());
      assertThat(seen)
          .extracting(Observation::detail)
          .anyMatch(
              detail ->
                  detail.contains("127.0.0.1:" + socket.getLocalPort() + " ")
                      && detail.endsWith(" LISTEN pid " + pid));
      assertThat(open(NetConnections.KIND, HERE, Map.of("pids", "false")).look())
          .extracting(Observation::detail)
          .allMatch(detail -> detail.endsWith(" pid -"));
    }
  }

  @Test
  void addresses_are_words_of_the_machines_byte_order() {
    // given: of a little-endian machine, as x86 and most others are
    String four =
        "   1: 0100007F:1F90 0200000A:0016 01 00000000:00000000 00:00000000 00000000  0 0 4711 1";
    String six =
        "   2: B80D01200000000000000000010000000:0050 0:0 0A 0 0 0 0 0 12 1"; // a digit too many
    String listening =
        "   3: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A"
            + " 00000000:00000000 00:00000000 00000000     0        0 99 1";

    // when, then
    assertThat(Connection.parse(four))
        .contains(new Connection("127.0.0.1:8080", "10.0.0.2:22", "ESTABLISHED", 4711));
    assertThat(Connection.parse(listening)).map(Connection::own).contains("[0:0:0:0:0:0:0:1]:80");
    assertThat(Connection.parse(six)).isEmpty();
    assertThat(Connection.parse("  sl  local_address rem_address   st")).isEmpty();
    assertThat(Connection.parse("")).isEmpty();
  }

  @Test
  void those_logged_in_are_the_user_processes_of_utmp() throws Exception {
    // given
    Path file = root.resolve("utmp");
    byte[] bytes = new byte[3 * 384 + 100];
    record(bytes, 0, (short) 2, "reboot", "~", "6.1.0", 0, 1_700_000_000);
    record(bytes, 384, (short) 7, "ada", "pts/0", "10.0.0.9", 4711, 1_700_000_123);
    record(bytes, 768, (short) 7, "b\nob", "tty1", "", 4712, 1_700_000_456);
    Files.write(file, bytes);

    // when
    List<Observation> users = open(Users.KIND, HERE, Map.of("utmp", file.toString())).look();

    // then
    assertThat(users)
        .containsExactly(
            new Observation(
                "user_session_utmp_system", "ada pts/0 10.0.0.9 pid 4711", "s", 1_700_000_123),
            new Observation(
                "user_session_utmp_system", "b?ob tty1 - pid 4712", "s", 1_700_000_456));
  }

  @Test
  void cpus_are_counted_by_what_is_online_and_cores_by_their_threads() throws Exception {
    // given: two cores of two threads, one thread offline
    ProcTree tree = ProcTree.in(root);
    for (int cpu = 0; cpu < 4; cpu++) {
      String directory = "devices/system/cpu/cpu" + cpu + "/";
      tree.write(directory + "online", cpu == 3 ? "0\n" : "1\n");
      tree.write(directory + "topology/physical_package_id", "0\n");
      tree.write(directory + "topology/core_id", cpu % 2 + "\n");
    }
    tree.write("devices/system/cpu/cpufreq/boost", "1\n");

    // when
    List<Observation> count = open(CpuCount.KIND, Place.of(root, root), Map.of()).look();

    // then
    assertThat(value(count, "cpu_count_logical_sysfs_system")).isEqualTo(3);
    assertThat(value(count, "cpu_count_physical_sysfs_system")).isEqualTo(2);
    assertThat(value(open(CpuCount.KIND, HERE, Map.of()).look(), "cpu_count_logical_sysfs_system"))
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void what_a_driver_does_not_know_of_its_interface_is_left_out() throws Exception {
    // given
    SysTree.empty(root)
        .write("sys/class/net/eth0/flags", "0x1043")
        .write("sys/class/net/eth0/speed", "1000")
        .write("sys/class/net/eth0/duplex", "full")
        .write("sys/class/net/eth0/mtu", "1500")
        .write("sys/class/net/wlan0/flags", "0x1002")
        .write("sys/class/net/wlan0/speed", "-1")
        .write("sys/class/net/wlan0/duplex", "unknown")
        .write("sys/class/net/bonding_masters", "");

    // when
    List<Observation> seen =
        open(NetInterfaces.KIND, Place.of(root, root.resolve("sys")), Map.of()).look();

    // then
    assertThat(seen)
        .extracting(one -> one.metric() + " " + one.detail() + " " + one.value())
        .containsExactly(
            "network_interface_up_sysfs_system eth0 1.0",
            "network_interface_full_duplex_sysfs_system eth0 1.0",
            "network_interface_speed_sysfs_system eth0 1000.0",
            "network_interface_mtu_sysfs_system eth0 1500.0",
            "network_interface_up_sysfs_system wlan0 0.0");
  }

  @Test
  void this_machine_has_its_own_address() throws Exception {
    assertThat(open(NetAddresses.KIND, HERE, Map.of()).look())
        .extracting(Observation::detail)
        .contains("lo inet 127.0.0.1/8");
  }

  @Test
  void the_machine_was_started_in_the_past() throws Exception {
    double boot = open(BootTime.KIND, HERE, Map.of()).look().get(0).value();
    assertThat(boot).isBetween(1_600_000_000.0, System.currentTimeMillis() / 1000.0);
    ProcTree.in(root).write("stat", "cpu 1 2 3\n");
    assertThatThrownBy(() -> open(BootTime.KIND, Place.of(root, root), Map.of()).look())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not tell btime");
  }

  @Test
  void the_busiest_are_those_since_the_look_before_and_a_number_used_again_is_another_process()
      throws Exception {
    // given
    AtomicLong nanos = new AtomicLong();
    Place place = new Place(root, root, Optional.empty(), nanos::get);
    process(1, "init", 1000, 10, 5);
    process(20, "a (b) c", 0, 30, 6);
    process(30, "quiet", 77, 20, 7);
    ProcTree.in(root).write("40/stat", "40 (broken) S");
    Survey survey = open(BusiestProcesses.KIND, place, Map.of("top", "2"));

    // when
    List<Observation> first = survey.look();
    nanos.set(10_000_000_000L);
    process(1, "init", 1050, 10, 5);
    process(20, "a (b) c", 100, 30, 6);
    process(30, "other", 25, 20, 8); // the same number, started later
    List<Observation> second = survey.look();

    // then
    assertThat(first)
        .extracting(one -> one.metric() + " " + one.detail() + " " + one.value())
        .containsExactly(
            "process_memory_rss_procfs_process a (b) c[20] 122880.0",
            "process_memory_rss_procfs_process quiet[30] 81920.0");
    assertThat(second)
        .extracting(one -> one.detail() + " " + one.value())
        .startsWith("a (b) c[20] 10.0", "init[1] 5.0");
  }

  @Test
  void a_process_that_burns_a_cpu_is_found() throws Exception {
    // given
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      Survey survey = open(BusiestProcesses.KIND, HERE, Map.of("top", "20"));
      List<Observation> unused = survey.look();

      // when, then
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(
              () ->
                  assertThat(survey.look())
                      .filteredOn(one -> one.unit().equals("%"))
                      .extracting(Observation::detail)
                      .contains("sh[" + busy.pid() + "]"));
    } finally {
      busy.destroyForcibly();
    }
  }

  private List<String> details(SurveyKind kind, Map<String, String> options) throws Exception {
    return open(kind, Place.of(root, root), options).look().stream()
        .map(one -> String.valueOf(one.detail()))
        .toList();
  }

  private static Survey open(SurveyKind kind, Place place, Map<String, String> given)
      throws IOException, NotHereException {
    return kind.opener().open(place, new Options(kind.description().options(), given));
  }

  private static double value(List<Observation> seen, String metric) {
    return seen.stream()
        .filter(one -> one.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private void process(int pid, String name, long ticks, long pages, long start)
      throws IOException {
    ProcTree.in(root)
        .write(
            pid + "/stat",
            pid
                + " ("
                + name
                + ") S 0 1 1 0 -1 0 0 0 0 0 "
                + ticks
                + " 0 0 0 20 0 1 0 "
                + start
                + " 1000 "
                + pages
                + " 0\n");
  }

  private static void record(
      byte[] bytes, int at, short type, String user, String line, String host, int pid, int time) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    buffer.putShort(at, type).putInt(at + 4, pid).putInt(at + 340, time);
    put(bytes, at + 8, line);
    put(bytes, at + 44, user);
    put(bytes, at + 76, host);
  }

  private static void put(byte[] bytes, int at, String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(from, 0, bytes, at, from.length);
  }
}
