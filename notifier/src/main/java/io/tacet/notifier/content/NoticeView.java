package io.tacet.notifier.content;

import java.util.List;

/**
 * What the mail about a notice shows. Immutable.
 *
 * @param subject one line
 * @param paragraphs its text, cut at blank lines
 * @param facts machine and job concerned, if any
 * @param links attachments that lie elsewhere
 * @param pictures attachments that are shown
 */
public record NoticeView(
    String subject,
    List<String> paragraphs,
    List<JobEndView.Fact> facts,
    List<Link> links,
    List<Picture> pictures) {

  /**
   * A picture that goes with it.
   *
   * @param name what it shows, for those who can't see it
   * @param id its Content-ID
   */
  public record Picture(String name, String id) {}

  /** A file to fetch. */
  public record Link(String name, String url) {}
}
