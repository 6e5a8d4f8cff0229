package io.tacet.worker.gate.temperature;

import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The CPUs of a machine. Immutable.
 *
 * @param proc root of proc
 * @param list as the kernel and taskset(1) write it, e.g. {@code 0-3,8}
 * @param count of them
 * @param pinned whether this process may use fewer
 */
record OnlineCpus(Path proc, String list, int count, boolean pinned) {

  private static final String ALLOWED = "Cpus_allowed_list:";

  /** Those that are online; those of the JVM where the machine does not tell. */
  static OnlineCpus read(Path proc, Path sys) {
    String online = SysAttribute.find(sys.resolve("devices/system/cpu/online")).orElse("");
    int count = count(online);
    if (count == 0) {
      return new OnlineCpus(proc, "", Runtime.getRuntime().availableProcessors(), false);
    }
    return new OnlineCpus(proc, online, count, !allowed(proc).equals(online));
  }

  /** How many a list names; 0 when it is none. */
  static int count(String list) {
    if (!list.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")) {
      return 0;
    }
    int count = 0;
    for (String range : list.split(",", -1)) {
      List<String> ends = List.of(range.split("-", -1));
      int first = Integer.parseInt(ends.get(0));
      int last = Integer.parseInt(ends.get(ends.size() - 1));
      count += Math.max(0, last - first + 1);
    }
    return count;
  }

  private static String allowed(Path proc) {
    try {
      return Files.readAllLines(proc.resolve("self/status")).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .map(line -> line.substring(ALLOWED.length()).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return ""; // then it is unpinned, which does no harm
    }
  }
}
