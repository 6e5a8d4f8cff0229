package io.tacet.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which boot of the machine this is: process numbers and start times mean nothing in another. */
final class Boot {

  private Boot() {}

  /** Random id of the boot, random(4). */
  static String id(Path proc) throws IOException {
    return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
  }
}
