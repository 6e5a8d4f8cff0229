package io.tacet.accountant.usage;

import io.tacet.accountant.usage.StagedUsage.Booked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of staged rows: of several with one id the first is booked, if that id is not
 * there yet; the others are measured by it. New ones are in the order of their ids: two who book
 * the same ids take them in the same order, whatever they know of them. An id begins with the
 * second of the start, so that what is new comes nearly last in most indexes, which costs least.
 * For one thread at a time.
 */
final class Fates {

  private final StagedRows rows;
  private final List<Row> all = new ArrayList<>();
  private List<Row> fresh = new ArrayList<>();

  Fates(StagedRows rows) {
    this.rows = rows;
    Map<UUID, Row> firsts = new HashMap<>(2 * rows.count());
    for (int place = 0; place < rows.count(); place++) {
      Row row = new Row(rows.id(place), place);
      row.first = firsts.putIfAbsent(row.id, row);
      all.add(row);
      if (row.first == null) {
        fresh.add(row);
      }
    }
    fresh.sort(Row::byId);
  }

  /** Ids of the rows that are new as far as is known, in their order. */
  Object[] freshIds() {
    return fresh.stream().map(row -> row.id).toArray();
  }

  /** Their digests. */
  byte[][] freshDigests() {
    return fresh.stream().map(row -> rows.digest(row.place)).toArray(byte[][]::new);
  }

  /** Their places. */
  int[] freshPlaces() {
    return fresh.stream().mapToInt(row -> row.place).toArray();
  }

  /** Learns which of {@link #freshIds} are there already, by their index, with which digest. */
  void there(List<Integer> indexes, List<byte[]> digests) {
    for (int i = 0; i < digests.size(); i++) {
      fresh.get(indexes.get(i)).there = digests.get(i);
    }
    fresh = new ArrayList<>(fresh.stream().filter(row -> row.there == null).toList());
  }

  /** All of it, if what is new is booked. */
  Booked booked() {
    List<Long> conflicts = new ArrayList<>();
    for (Row row : all) {
      byte @Nullable [] there = row.first == null ? row.there : measure(row.first);
      if (there != null && !Arrays.equals(there, rows.digest(row.place))) {
        conflicts.add(rows.line(row.place));
      }
    }
    int added = fresh.size();
    return new Booked(all.size(), added, all.size() - added - conflicts.size(), conflicts);
  }

  private byte[] measure(Row first) {
    return first.there == null ? rows.digest(first.place) : first.there;
  }

  private static final class Row {
    private final UUID id;
    private final int place;
    private @Nullable Row first;
    private byte @Nullable [] there;

    private Row(UUID id, int place) {
      this.id = id;
      this.place = place;
    }

    private static int byId(Row one, Row other) {
      int order =
          Long.compareUnsigned(one.id.getMostSignificantBits(), other.id.getMostSignificantBits());
      return order == 0
          ? Long.compareUnsigned(
              one.id.getLeastSignificantBits(), other.id.getLeastSignificantBits())
          : order;
    }
  }
}
