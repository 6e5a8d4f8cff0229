package io.tacet.notifier.content;

import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** The silence records of a job in words. */
final class SilenceWords {

  private SilenceWords() {}

  /** One paragraph for silences that are judged alike; nothing when there was none. */
  static List<JobEndView.Silence> of(List<SilenceRecord> silences) {
    Map<Verdict, List<SilenceRecord>> byVerdict = new EnumMap<>(Verdict.class);
    for (SilenceRecord silence : silences) {
      byVerdict.computeIfAbsent(silence.getVerdict(), verdict -> new ArrayList<>()).add(silence);
    }
    List<JobEndView.Silence> words = new ArrayList<>();
    byVerdict.forEach((verdict, alike) -> words.add(words(verdict, alike, silences.size())));
    return words;
  }

  private static JobEndView.Silence words(Verdict verdict, List<SilenceRecord> alike, int all) {
    return new JobEndView.Silence(
        subject(alike, all) + " and " + verdict(verdict, alike.size()),
        reasons(alike, all),
        figures(alike));
  }

  private static String subject(List<SilenceRecord> alike, int all) {
    String length = Figures.duration(sum(alike, SilenceRecord::getDurationMicros));
    if (all == 1) {
      return "The silence lasted " + length;
    }
    if (alike.size() == 1) {
      return "Silence " + alike.get(0).getRepeat() + " of " + all + " lasted " + length;
    }
    String which = alike.size() == all ? "The " + all : alike.size() + " of the " + all;
    return which + " silences lasted " + length + " together";
  }

  private static String verdict(Verdict verdict, int silences) {
    String is = silences == 1 ? "is" : "are";
    String was = silences == 1 ? "was" : "were";
    return switch (verdict) {
      case CLEAN -> was + " clean: everything stayed within the budget.";
      case DISTURBED -> was + " disturbed:";
      case NOT_JUDGED ->
          is
              + " not judged: this is a development machine, which does other things beside the"
              + " measurement. The figures are for you to judge.";
      case UNKNOWN -> silences == 1 ? "has no verdict." : "have no verdict.";
    };
  }

  private static List<String> reasons(List<SilenceRecord> alike, int all) {
    List<String> reasons = new ArrayList<>();
    for (SilenceRecord silence : alike) {
      String which = all == 1 ? "" : "Repeat " + silence.getRepeat() + ": ";
      silence.getReasons().forEach(reason -> reasons.add(which + PlainText.line(reason)));
    }
    return reasons;
  }

  private static String figures(List<SilenceRecord> silences) {
    return "The worker held "
        + plural(sum(silences, SilenceRecord::getWorkerSockets), "socket")
        + ", used "
        + Figures.duration(sum(silences, SilenceRecord::getWorkerCpuMicros))
        + " of CPU time with "
        + plural(
            sum(silences, SilenceRecord::getWorkerContextSwitches),
            "context switch",
            "context switches")
        + " and missed "
        + plural(sum(silences, SilenceRecord::getMissedDeadlines), "sampling deadline")
        + ". Others on the machine sent or received "
        + plural(sum(silences, SilenceRecord::getForeignPackets), "packet")
        + " and used "
        + Figures.duration(sum(silences, SilenceRecord::getForeignCpuMicros))
        + " of CPU time."
        + jobPackets(silences);
  }

  private static String jobPackets(List<SilenceRecord> silences) {
    if (silences.stream().anyMatch(silence -> silence.getJobPackets() == null)) {
      return "";
    }
    long packets =
        sum(silences, silence -> Objects.requireNonNullElse(silence.getJobPackets(), 0L));
    return " The job's own packets: " + Figures.count(packets) + ".";
  }

  private static long sum(List<SilenceRecord> silences, ToLongFunction<SilenceRecord> figure) {
    return silences.stream().mapToLong(figure).sum();
  }

  private static String plural(long count, String one) {
    return plural(count, one, one + "s");
  }

  private static String plural(long count, String one, String many) {
    return count == 0 ? "no " + many : Figures.count(count) + " " + (count == 1 ? one : many);
  }
}
