package io.tacet.worker.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Providers written for tests. */
public final class Scripts {

  /**
   * Times of lines are exactly as asked, however busy the machine is: each time it wakes up it
   * writes all that are due.
   */
  public static final String STEADY =
      """
      [ "$1" = -c ] && exit 0
      ms=$2; t=$(date +%s%6N)
      while :; do
        now=$(date +%s%6N)
        while [ $t -le $now ]; do echo "$t 5000"; t=$((t + ms * 1000)); done
        sleep "0.$ms"
      done
      """;

  private Scripts() {}

  /** A provider that does this in sh, asked every 100 ms. */
  public static ProviderSettings provider(Path directory, String name, String script)
      throws IOException {
    Path file = directory.resolve(name + ".sh");
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ProviderSettings(
        name,
        List.of(file.toString()),
        "test_energy_script_component",
        "µJ",
        Duration.ofMillis(100));
  }
}
