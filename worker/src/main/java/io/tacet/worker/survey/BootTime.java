package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** When the machine was started, as psutil's {@code boot_time}: {@code btime} of proc(5). */
public final class BootTime implements Survey {

  private static final String METRIC = "boot_time_procfs_system";
  private static final String KEY = "btime ";

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
              "boot-time",
              "When the machine was started",
              "/proc/stat",
              Paces.NEVER,
              new Field(METRIC, "s", "seconds since 1970, UTC")),
          (place, options) -> new BootTime(place.proc().resolve("stat")));

  private final Path stat;

  private BootTime(Path stat) {
    this.stat = stat;
  }

  @Override
  public List<Observation> look() throws IOException {
    String seconds =
        Files.readAllLines(stat).stream()
            .filter(line -> line.startsWith(KEY))
            .map(line -> line.substring(KEY.length()).strip())
            .filter(text -> text.matches("\\d{1,15}"))
            .findFirst()
            .orElseThrow(() -> new IOException(stat + " does not tell btime"));
    return List.of(new Observation(METRIC, null, "s", Long.parseLong(seconds)));
  }
}
