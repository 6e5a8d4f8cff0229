package io.tacet.notifier.content;

import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;

/** A silence record in words. */
final class SilenceWords {

  private SilenceWords() {}

  static JobEndView.Silence of(SilenceRecord silence, int silences) {
    String which = silences > 1 ? "Silence " + silence.getRepeat() : "The silence";
    return new JobEndView.Silence(
        which
            + " lasted "
            + Figures.duration(silence.getDurationMicros())
            + " and "
            + verdict(silence.getVerdict()),
        silence.getReasons().stream().map(PlainText::line).toList(),
        figures(silence));
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case CLEAN -> "was clean: everything stayed within the budget.";
      case DISTURBED -> "was disturbed:";
      case NOT_JUDGED ->
          "is not judged: this is a development machine, which does other things beside the"
              + " measurement. The figures are for you to judge.";
      case UNKNOWN -> "has no verdict.";
    };
  }

  private static String figures(SilenceRecord silence) {
    Long jobPackets = silence.getJobPackets();
    return "The worker held "
        + plural(silence.getWorkerSockets(), "socket")
        + ", used "
        + Figures.duration(silence.getWorkerCpuMicros())
        + " of CPU time with "
        + plural(silence.getWorkerContextSwitches(), "context switch", "context switches")
        + " and missed "
        + plural(silence.getMissedDeadlines(), "sampling deadline")
        + ". Others on the machine sent or received "
        + plural(silence.getForeignPackets(), "packet")
        + " and used "
        + Figures.duration(silence.getForeignCpuMicros())
        + " of CPU time."
        + (jobPackets == null ? "" : " The job's own packets: " + Figures.count(jobPackets) + ".");
  }

  private static String plural(long count, String one) {
    return plural(count, one, one + "s");
  }

  private static String plural(long count, String one, String many) {
    return count == 0 ? "no " + many : Figures.count(count) + " " + (count == 1 ? one : many);
  }
}
