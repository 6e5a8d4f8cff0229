package io.tacet.it.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The least a JVM can do: reads files at absolute deadlines into one buffer and forgets them. Run
 * as a process: {@code FloorSampler INTERVAL_MILLIS FILE...}.
 */
final class FloorSampler {

  private static final int WARM_UP = 2000;

  private FloorSampler() {}

  public static void main(String[] args) throws IOException {
    long interval = Long.parseLong(args[0]) * 1_000_000;
    FileChannel[] files = new FileChannel[args.length - 1];
    for (int i = 0; i < files.length; i++) {
      files[i] = FileChannel.open(Path.of(args[i + 1]));
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    for (int i = 0; i < WARM_UP; i++) {
      sweep(files, buffer);
    }
    long next = System.nanoTime();
    while (true) {
      next += interval;
      for (long now = System.nanoTime(); now - next < 0; now = System.nanoTime()) {
        LockSupport.parkNanos(next - now);
      }
      sweep(files, buffer);
    }
  }

  private static void sweep(FileChannel[] files, ByteBuffer buffer) throws IOException {
    for (FileChannel file : files) {
      buffer.clear();
      long position = 0;
      for (int n = file.read(buffer, 0); n > 0 && buffer.hasRemaining(); ) {
        position += n;
        n = file.read(buffer, position);
      }
    }
  }
}
