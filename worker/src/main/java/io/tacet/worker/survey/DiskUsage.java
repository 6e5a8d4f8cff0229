package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Space of the file system at a path, as psutil's {@code disk_usage} and df(1): what is kept for
 * root is neither used nor free, percent is of what a user may have. By statvfs(3), which waits
 * where a network file system does not answer.
 */
public final class DiskUsage implements Survey {

  private static final String USED = "disk_used_statvfs_system";
  private static final String TOTAL = "disk_total_statvfs_system";
  private static final String FREE = "disk_free_statvfs_system";
  private static final String PERCENT = "disk_percent_statvfs_system";

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
                  "disk-usage",
                  "Space of the file system at a path",
                  "statvfs(3)",
                  Paces.idleEvery(Duration.ofMinutes(5)),
                  new Field(TOTAL, "bytes", "space"),
                  new Field(USED, "bytes", "used"),
                  new Field(FREE, "bytes", "free for users"),
                  new Field(PERCENT, "%", "used of what users may have"))
              .with(new Option("path", Option.Type.PATH, "/", "a path in the file system")),
          (place, options) -> new DiskUsage(options));

  private final Path path;

  private DiskUsage(Options options) throws NotHereException {
    this.path = options.path("path");
    if (!Files.exists(path)) {
      throw new NotHereException(path + " is not there");
    }
  }

  @Override
  public List<Observation> look() throws IOException {
    FileStore store = Files.getFileStore(path);
    double total = store.getTotalSpace();
    double used = total - store.getUnallocatedSpace();
    double free = store.getUsableSpace();
    String detail = path.toString();
    return List.of(
        new Observation(TOTAL, detail, "bytes", total),
        new Observation(USED, detail, "bytes", used),
        new Observation(FREE, detail, "bytes", free),
        new Observation(PERCENT, detail, "%", used + free == 0 ? 0 : used * 100 / (used + free)));
  }
}
