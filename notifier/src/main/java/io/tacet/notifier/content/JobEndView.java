package io.tacet.notifier.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mail about the end of a job shows; texts only, ready for both templates. Immutable.
 *
 * @param title e.g. {@code Finished: compress on m1}; the subject
 * @param color of the bar beside the title, {@code #rrggbb}, readable on light and dark
 * @param facts job, machine, times and the like, in order
 * @param message what happened, for a person; empty when there is nothing to say
 * @param phasesTable the phases once more as plain text, headlinesTable likewise
 * @param logHead begin of the output; empty when the end is all of it
 * @param logTail end of the output; empty when there is none
 * @param chart whether a chart goes with it
 * @param link page of the job; null when no web pages are configured
 * @param command what to type to see more
 */
public record JobEndView(
    String title,
    String color,
    List<Fact> facts,
    String message,
    List<Phase> phases,
    String phasesTable,
    List<Headline> headlines,
    String headlinesTable,
    List<Silence> silences,
    List<String> earlierAttempts,
    String logHead,
    String logTail,
    boolean chart,
    @Nullable String link,
    String command) {

  /** A name and its value. */
  public record Fact(String name, String value) {}

  /** One run of one phase. */
  public record Phase(String name, String duration, String cpuTime, String ending) {}

  /** One figure. */
  public record Headline(String phase, String metric, String value, String deviation) {}

  /**
   * One silence in words.
   *
   * @param verdict one sentence
   * @param reasons why it was disturbed; empty otherwise
   * @param figures what was seen, one sentence
   */
  public record Silence(String verdict, List<String> reasons, String figures) {}
}
