package io.tacet.accountant.imports.slurm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a line is which. The last may hold the separator. Immutable.
 *
 * <p>Without a header a line is of our list (documented in docs/imports.md) or of that of Open
 * XDMoD's shredder: in the first the 15th column is a number of seconds, in the second a length of
 * time with colons.
 */
final class Columns {

  /** Our list, for {@code sacct --format}. */
  static final Columns OURS =
      of(
          "JobID|JobIDRaw|Cluster|Partition|QOS|Account|Group|GID|User|UID|Submit|Eligible|Start|End"
              + "|ElapsedRaw|Suspended|ExitCode|State|NNodes|NCPUS|ReqCPUS|ReqMem|ReqTRES|AllocTRES"
              + "|CPUTimeRAW|TimelimitRaw|Restarts|Reservation|WCKey|NodeList|JobName");

  /** Those of Open XDMoD's shredder. */
  static final Columns XDMOD =
      of(
          "JobID|JobIDRaw|Cluster|Partition|QOS|Account|Group|GID|User|UID|Submit|Eligible|Start|End"
              + "|Elapsed|ExitCode|State|NNodes|NCPUS|ReqCPUS|ReqMem|ReqTRES|AllocTRES|Timelimit"
              + "|NodeList|JobName");

  private static final List<List<String>> NEEDED =
      List.of(
          List.of("JobID"),
          List.of("Submit"),
          List.of("Start"),
          List.of("End"),
          List.of("State"),
          List.of("User", "UID"),
          List.of("NCPUS", "AllocCPUS"),
          List.of("Elapsed", "ElapsedRaw"),
          List.of("NodeList"));

  private final Map<String, Integer> places;
  private final int count;

  private Columns(List<String> names) {
    places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < names.size(); i++) {
      places.putIfAbsent(names.get(i), i);
    }
    count = names.size();
  }

  /** The columns a header names. */
  static Columns of(String header) {
    return new Columns(Arrays.asList(header.split("\\|", -1)));
  }

  /** Whether a line names columns. */
  static boolean isHeader(String line) {
    String upper = "|" + line.toUpperCase(Locale.ROOT) + "|";
    return upper.contains("|JOBID|") && upper.contains("|END|");
  }

  /** What a header lacks to make records of its lines; empty when nothing. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (List<String> names : NEEDED) {
      if (names.stream().noneMatch(places::containsKey)) {
        missing.add(String.join(" or ", names));
      }
    }
    return missing;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** The place of a column; −1 when it is not there. */
  int place(String name) {
    @Nullable Integer place = places.get(name);
    return place == null ? -1 : place;
  }
}
