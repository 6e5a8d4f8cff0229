package io.tacet.accountant.dated;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What holds for each subject on each day, in memory. Immutable. */
public final class Timelines<T> {

  private final NavigableMap<String, NavigableMap<LocalDate, T>> bySubject = new TreeMap<>();

  private Timelines() {}

  /** Of facts of one table. */
  public static <T> Timelines<T> of(List<Fact<T>> facts) {
    Timelines<T> timelines = new Timelines<>();
    for (Fact<T> fact : facts) {
      timelines
          .bySubject
          .computeIfAbsent(fact.subject(), subject -> new TreeMap<>())
          .put(fact.from(), fact.value());
    }
    return timelines;
  }

  /** What holds for a subject on a day (UTC); null: nothing is said. */
  public @Nullable T at(String subject, LocalDate day) {
    NavigableMap<LocalDate, T> timeline = bySubject.get(subject);
    Map.Entry<LocalDate, T> entry = timeline == null ? null : timeline.floorEntry(day);
    return entry == null ? null : entry.getValue();
  }

  /** Everything something is said of, in the order of their names. */
  public Iterable<String> subjects() {
    return Collections.unmodifiableSet(bySubject.keySet());
  }

  /** The days on which anything changes. */
  public NavigableSet<LocalDate> days() {
    NavigableSet<LocalDate> days = new TreeSet<>();
    bySubject.values().forEach(timeline -> days.addAll(timeline.keySet()));
    return days;
  }
}
