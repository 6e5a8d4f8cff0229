package io.tacet.worker.gate.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who is logged in, as login programs write it down (utmp(5)). Stateless. */
final class Utmp {

  private static final int SIZE = 384;
  private static final int SIZE_ON_ARM = 400;
  private static final short USER_PROCESS = 7;
  private static final int PID_AT = 4;
  private static final int LINE_AT = 8;
  private static final int LINE_LENGTH = 32;

  private Utmp() {}

  /** The terminals of sessions whose process is still there. */
  static List<String> terminals(Path file, Path proc) throws IOException {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return terminals(Files.readAllBytes(file), arm ? SIZE_ON_ARM : SIZE, proc);
  }

  private static List<String> terminals(byte[] bytes, int size, Path proc) {
    List<String> terminals = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int at = 0; at + size <= bytes.length; at += size) {
      if (buffer.getShort(at) == USER_PROCESS
          && Files.exists(proc.resolve(Integer.toString(buffer.getInt(at + PID_AT))))) {
        String line = new String(bytes, at + LINE_AT, LINE_LENGTH, StandardCharsets.ISO_8859_1);
        terminals.add(line.replaceAll("[^!-~].*", ""));
      }
    }
    return terminals;
  }
}
