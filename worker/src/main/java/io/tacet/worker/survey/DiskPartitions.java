package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What is mounted, as psutil's {@code disk_partitions}. */
public final class DiskPartitions implements Survey {

  private static final String METRIC = "disk_partition_procfs_system";

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
                  "disk-partitions",
                  "What is mounted: device, directory, file system, options",
                  "/proc/self/mounts, /proc/filesystems",
                  Paces.NEVER,
                  new Field(METRIC, "count", "1 each; device, directory, type, options as detail"))
              .with(
                  new Option(
                      "all", Option.Type.FLAG, "false", "also those without a device, as tmpfs")),
          (place, options) -> new DiskPartitions(place.proc(), options.flag("all")));

  private final Path proc;
  private final boolean all;

  private DiskPartitions(Path proc, boolean all) {
    this.proc = proc;
    this.all = all;
  }

  @Override
  public List<Observation> look() throws IOException {
    Set<String> onDevices = Mounts.typesOnDevices(proc);
    return Mounts.all(proc).stream()
        .filter(mount -> all || onDevices.contains(mount.type()))
        .map(
            mount ->
                new Observation(
                    METRIC,
                    String.join(
                        " ", mount.device(), mount.directory(), mount.type(), mount.options()),
                    "count",
                    1))
        .toList();
  }
}
