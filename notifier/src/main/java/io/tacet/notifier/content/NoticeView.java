package io.tacet.notifier.content;

import java.util.List;

/**
 * What the mail about a notice shows. Immutable.
 *
 * @param subject one line
 * @param paragraphs its text, cut at blank lines
 * @param facts machine and job concerned, if any
 * @param links attachments that lie elsewhere
 */
public record NoticeView(
    String subject, List<String> paragraphs, List<JobEndView.Fact> facts, List<Link> links) {

  /** A file to fetch. */
  public record Link(String name, String url) {}
}
