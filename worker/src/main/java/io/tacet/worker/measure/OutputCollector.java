package io.tacet.worker.measure;

import io.tacet.schema.LogStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what a job wrote, up to a limit for all of it. Where there is more, every file gets the
 * same share of the limit, which short files need not use up, and of a file longer than its share
 * the beginning and the end are kept.
 */
final class OutputCollector {

  private final Workspace workspace;
  private final List<Output> outputs = new ArrayList<>();

  OutputCollector(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Counts a run of a phase in, in order. */
  void add(String phase, int repeat) {
    for (LogStream stream : List.of(LogStream.STDOUT, LogStream.STDERR)) {
      Path file = workspace.output(phase, repeat, stream);
      if (Files.exists(file)) {
        outputs.add(new Output(phase, repeat, stream, file));
      }
    }
  }

  /** Reads it all, cut to the limit. */
  List<OutputPiece> collect(long limit) throws IOException {
    long[] sizes = new long[outputs.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Files.size(outputs.get(i).file());
    }
    long share = share(sizes, limit);
    List<OutputPiece> pieces = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      addPieces(pieces, outputs.get(i), sizes[i], share);
    }
    return pieces;
  }

  /** The most each may have so that all together stay within the limit. */
  static long share(long[] sizes, long limit) {
    long[] ascending = sizes.clone();
    Arrays.sort(ascending);
    long left = limit;
    for (int i = 0; i < ascending.length; i++) {
      long equal = left / (ascending.length - i);
      if (ascending[i] > equal) {
        return equal;
      }
      left -= ascending[i];
    }
    return limit;
  }

  private static void addPieces(List<OutputPiece> pieces, Output output, long size, long share)
      throws IOException {
    if (size == 0) {
      return;
    }
    try (FileChannel channel = FileChannel.open(output.file())) {
      if (size <= share) {
        pieces.add(output.piece(read(channel, 0, size), 0));
        return;
      }
      long head = share / 2;
      long tail = share - head;
      if (head > 0) {
        pieces.add(output.piece(read(channel, 0, head), 0));
      }
      pieces.add(output.piece(read(channel, size - tail, tail), size - share));
    }
  }

  private static byte[] read(FileChannel channel, long from, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(count));
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private record Output(String phase, int repeat, LogStream stream, Path file) {

    OutputPiece piece(byte[] content, long omittedBefore) {
      return new OutputPiece(phase, repeat, stream, content, omittedBefore);
    }
  }
}
