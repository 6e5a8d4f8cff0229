package io.tacet.accountant.imports;

import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.usage.StagedUsage.Booked;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines of an import so far. For one thread at a time. */
final class Tally {

  private final Map<String, Long> reasons = new TreeMap<>();
  private final Hosts hosts = new Hosts();
  private long lines;
  private long imported;
  private long alreadyThere;
  private long quarantined;
  private long skipped;
  private long severalNodes;

  /** Counts a chunk that is booked. */
  void add(Chunk chunk, Booked booked, List<BadLine> bad) {
    lines += chunk.lines();
    imported += booked.added();
    alreadyThere += booked.alreadyThere();
    severalNodes += chunk.severalNodes();
    hosts.addAll(chunk.hosts());
    for (BadLine line : bad) {
      bad(line.reason());
    }
    chunk.skipped().forEach(this::skip);
  }

  /** Counts lines that are skipped. */
  void skip(SkipReason reason, long count) {
    skipped += count;
    reasons.merge(reason.words(), count, Long::sum);
  }

  private void bad(BadReason reason) {
    quarantined++;
    reasons.merge(reason.words(), 1L, Long::sum);
  }

  /** Counts the last line, which was not read. */
  void unfinished() {
    lines++;
    skip(SkipReason.UNFINISHED, 1);
  }

  long lines() {
    return lines;
  }

  long imported() {
    return imported;
  }

  long alreadyThere() {
    return alreadyThere;
  }

  long quarantined() {
    return quarantined;
  }

  long skipped() {
    return skipped;
  }

  long severalNodes() {
    return severalNodes;
  }

  Map<String, Long> reasons() {
    return reasons;
  }

  Hosts hosts() {
    return hosts;
  }
}
