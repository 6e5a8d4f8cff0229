package io.tacet.worker.catalog;

import io.tacet.worker.hwmon.SysTree;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.ProcTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Machines of several kinds, laid out in a directory, with all that sensors look for. */
final class Machines {

  private static final String PSI = "some avg10=0.00 avg60=1.50 avg300=2.00 total=5982292844\n";

  private Machines() {}

  /**
   * A machine.
   *
   * @param sys name of its tree of sys
   * @param proc name of its tree of proc
   */
  static Place of(String sys, String proc, Path root) throws IOException {
    SysTree tree = SysTree.of(sys, root);
    ProcTree procs = ProcTree.copyOf(proc, root.resolve("proc-" + proc));
    for (String resource : List.of("cpu", "memory", "io")) {
      procs.write("pressure/" + resource, PSI + PSI.replace("some", "full"));
    }
    procs.write("vmstat", "nr_free_pages 3841598\npswpin 12\npswpout 34\npgfault 99\n");
    procs.write("cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2596.138\n");
    ProcTree.in(tree.sys()).blocks(List.of("vda", "nvme0n1", "sda"), List.of("loop0"));
    rapl(tree);
    gpu(tree);
    battery(tree);
    return new Place(procs.root(), tree.sys(), Optional.of(cgroup(root)), System::nanoTime);
  }

  private static void rapl(SysTree tree) throws IOException {
    String zone = "sys/class/powercap/intel-rapl:0";
    tree.write(zone + "/name", "package-0");
    tree.write(zone + "/energy_uj", "262143328849");
    tree.write(zone + "/max_energy_range_uj", "262143328850");
  }

  private static void gpu(SysTree tree) throws IOException {
    String device = "sys/devices/pci0000:00/0000:00:03.1/0000:0b:00.0";
    tree.link(
        "sys/class/drm/card1/device", "../../../devices/pci0000:00/0000:00:03.1/0000:0b:00.0");
    tree.write("sys/class/drm/card1-DP-1/status", "disconnected");
    tree.write(device + "/vendor", "0x1002");
    tree.write(device + "/gpu_busy_percent", "37");
    tree.write(device + "/mem_busy_percent", "5");
    tree.write(device + "/mem_info_vram_used", "1073741824");
    tree.write(device + "/hwmon/hwmon7/power1_average", "35123000");
  }

  private static void battery(SysTree tree) throws IOException {
    String battery = "sys/class/power_supply/BAT0";
    tree.write(battery + "/type", "Battery");
    tree.write(battery + "/capacity", "80");
    tree.write(battery + "/energy_now", "40000000");
    tree.write(battery + "/power_now", "-10000000");
    tree.write("sys/class/power_supply/AC/type", "Mains");
    tree.write("sys/class/power_supply/AC/online", "0");
  }

  private static Path cgroup(Path root) throws IOException {
    Path group = root.resolve("cgroup");
    Files.createDirectories(group);
    Files.writeString(
        group.resolve("cpu.stat"), "usage_usec 300\nuser_usec 200\nsystem_usec 100\n");
    Files.writeString(group.resolve("memory.current"), "4096\n");
    Files.writeString(
        group.resolve("io.stat"),
        """
        8:0 rbytes=100 wbytes=20 rios=1 wios=1 dbytes=0 dios=0
        259:0 rbytes=3 wbytes=4 rios=1 wios=1 dbytes=0 dios=0
        """);
    Files.writeString(group.resolve("cpu.pressure"), PSI + PSI.replace("some", "full"));
    return group;
  }
}
