package io.tacet.accountant.imports;

import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.SkipReason;
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

  /** This and one more chunk; this stays as it is. */
  Tally with(Chunk chunk, Bookings.Dealt dealt) {
    Tally sum = new Tally();
    sum.reasons.putAll(reasons);
    sum.hosts.addAll(hosts);
    sum.lines = lines;
    sum.imported = imported;
    sum.alreadyThere = alreadyThere;
    sum.quarantined = quarantined;
    sum.skipped = skipped;
    sum.severalNodes = severalNodes;
    sum.add(chunk, dealt);
    return sum;
  }

  /** Counts a chunk that is booked: not before its transaction has been committed. */
  void add(Chunk chunk, Bookings.Dealt dealt) {
    lines += chunk.lines();
    imported += dealt.booked().added();
    alreadyThere += dealt.booked().alreadyThere();
    severalNodes += chunk.severalNodes();
    hosts.addAll(chunk.hosts());
    for (BadLine line : dealt.aside()) {
      bad(line.reason());
    }
    if (dealt.settled() > 0) {
      skip(SkipReason.SETTLED, dealt.settled());
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
