package io.tacet.worker.survey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A line of {@code /proc/self/mounts} (fstab(5)).
 *
 * @param device device, or what stands for one
 * @param directory where it is mounted
 * @param type file system
 * @param options with commas between them
 */
record Mounts(String device, String directory, String type, String options) {

  private static final int WORDS = 4;
  private static final int OCTAL_DIGITS = 3;

  /** All of them. */
  static List<Mounts> all(Path proc) throws IOException {
    List<Mounts> mounts = new ArrayList<>();
    for (String line :
        Files.readString(proc.resolve("self/mounts"), StandardCharsets.ISO_8859_1)
            .lines()
            .toList()) {
      String[] words = line.split(" ", -1);
      if (words.length >= WORDS) {
        mounts.add(new Mounts(plain(words[0]), plain(words[1]), words[2], words[3]));
      }
    }
    return mounts;
  }

  /** File systems that lie on a device, by {@code /proc/filesystems}, and ZFS, as psutil says. */
  static Set<String> typesOnDevices(Path proc) throws IOException {
    Set<String> types = new HashSet<>(List.of("zfs"));
    for (String line : Files.readAllLines(proc.resolve("filesystems"))) {
      if (!line.startsWith("nodev")) {
        types.add(line.strip());
      }
    }
    return types;
  }

  /** Blanks and the like are written in octal there. */
  private static String plain(String word) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      int end = i + 1 + OCTAL_DIGITS;
      if (word.charAt(i) == '\\'
          && end <= word.length()
          && word.substring(i + 1, end).matches("[0-3][0-7]{2}")) {
        plain.append((char) Integer.parseInt(word.substring(i + 1, end), 8));
        i += OCTAL_DIGITS;
      } else {
        plain.append(word.charAt(i));
      }
    }
    return new String(
        plain.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
