package io.tacet.it.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM says of its heap by {@code jcmd}; asking allocates a little, always the same. */
final class JavaHeap {

  private static final Pattern USED = Pattern.compile("(?:generation|collection).* used (\\d+)K");

  private JavaHeap() {}

  /** Bytes in use, to the kibibyte. */
  static long usedBytes(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "" + pid,
                "GC.heap_info")
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher used = USED.matcher(text);
    long kibibytes = 0;
    int found = 0;
    while (used.find()) {
      kibibytes += Long.parseLong(used.group(1));
      found++;
    }
    if (found == 0) {
      throw new IOException("jcmd said: " + text);
    }
    return kibibytes * 1024;
  }

  /** Collections written down in a log of {@code -Xlog:gc}. */
  static long collections(Path log) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.contains("Pause")).count();
  }
}
