package io.tacet.accountant.imports;

import io.tacet.accountant.imports.lines.Block;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.RecordFormat;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.UsageLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a block, read: rows to be staged, lines for quarantine, lines that are skipped.
 * Valid as long as its block is. Reused; for one thread at a time.
 */
final class Chunk {

  private static final int FIRST_LINES = 4096;

  private final int longestLine;
  private final StagingRows rows;
  private final List<BadLine> bad = new ArrayList<>();
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final Hosts hosts = new Hosts();
  private int[] starts = new int[FIRST_LINES];
  private int lines;
  private int severalNodes;
  private Block block = new Block(new byte[0], 0, 1, false);

  Chunk(StagingRows rows, int longestLine) {
    this.rows = rows;
    this.longestLine = longestLine;
  }

  /** Reads the lines of a block; what was read before is forgotten. */
  Chunk read(Block next, RecordFormat format) {
    block = next;
    rows.clear();
    bad.clear();
    skipped.clear();
    hosts.clear();
    lines = 0;
    severalNodes = 0;
    byte[] data = next.data();
    int from = 0;
    while (from < next.length()) {
      int to = from;
      while (to < next.length() && data[to] != '\n') {
        to++;
      }
      start(from);
      read(new Line(data, from, to), format);
      from = to + 1;
    }
    start(from);
    lines--;
    return this;
  }

  private void read(Line whole, RecordFormat format) {
    long number = block.firstLine() + lines - 1;
    Line line = whole.stripped();
    if (line.length() == 0) {
      skip(SkipReason.BLANK);
    } else if (block.cut() || line.length() > longestLine) {
      bad(number, BadReason.TOO_LONG, "it has more than " + longestLine + " bytes", line);
    } else if (line.holdsNul()) {
      bad(number, BadReason.NUL, "a NUL is in it", line);
    } else {
      Reading reading = format.read(line);
      if (reading instanceof Reading.Booked booked) {
        add(number, booked.usage());
      } else if (reading instanceof Reading.Skipped one) {
        skip(one.reason());
      } else if (reading instanceof Reading.Bad one) {
        bad(number, one.reason(), one.detail(), line);
      }
    }
  }

  private void add(long number, UsageLine usage) {
    rows.add(number, usage);
    severalNodes += usage.severalNodes() ? 1 : 0;
    if (usage.cpuMicros() > 0) { // where nothing was used, the rate is of no interest
      hosts.add(usage.machine());
    }
  }

  private void skip(SkipReason reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  private void bad(long number, BadReason reason, String detail, Line line) {
    bad.add(BadLine.of(number, reason, detail, line, block.cut()));
  }

  private void start(int at) {
    if (lines == starts.length) {
      starts = Arrays.copyOf(starts, 2 * lines);
    }
    starts[lines++] = at;
  }

  /** A line that was staged, for quarantine after all. */
  BadLine conflict(long number) {
    int index = Math.toIntExact(number - block.firstLine());
    Line line = new Line(block.data(), starts[index], starts[index + 1] - 1).stripped();
    return BadLine.of(
        number, BadReason.CONFLICT, "the same job is there with other content", line, false);
  }

  /** Lines in it. */
  int lines() {
    return lines;
  }

  /** Jobs in it that ran on several nodes. */
  int severalNodes() {
    return severalNodes;
  }

  StagingRows rows() {
    return rows;
  }

  List<BadLine> bad() {
    return bad;
  }

  Map<SkipReason, Long> skipped() {
    return skipped;
  }

  /** Hosts that are charged. */
  Hosts hosts() {
    return hosts;
  }

  /** Whether there is hardly any text in the first part of it. */
  boolean looksBinary() {
    int seen = Math.min(block.length(), 8192);
    int strange = 0;
    for (int i = 0; i < seen; i++) {
      byte one = block.data()[i];
      strange += (one >= 0 && one < 9) || (one > 13 && one < 32) ? 1 : 0;
    }
    return 20 * strange > seen;
  }
}
