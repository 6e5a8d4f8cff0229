package io.tacet.notifier.content;

import io.tacet.notifier.mail.MailDraft;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The mail that lists others: failures first, then the rest, each with its time. Thread-safe. */
@ApplicationScoped
public class DigestContent {

  /** More lines than this nobody reads; the rest is counted. */
  private static final int MOST_LINES = 100;

  private final Links links;

  /** With links to jobs. */
  public DigestContent(Links links) {
    this.links = links;
  }

  /** Of at least one entry, oldest first. */
  public MailDraft.Content of(List<Entry> entries) {
    List<Entry> failures = entries.stream().filter(Entry::failure).toList();
    List<Entry> others = entries.stream().filter(entry -> !entry.failure()).toList();
    List<DigestView.Group> groups = new ArrayList<>();
    group(groups, "To look at", failures);
    group(groups, "The rest", others);
    DigestView view = new DigestView(title(entries.size(), failures.size()), why(entries), groups);
    return new MailDraft.Content(
        view.title(),
        MailTemplates.digestText(view).render(),
        MailTemplates.digestHtml(view).render(),
        null);
  }

  private void group(List<DigestView.Group> groups, String title, List<Entry> entries) {
    if (!entries.isEmpty()) {
      int more = Math.max(0, entries.size() - MOST_LINES);
      groups.add(
          new DigestView.Group(
              title,
              entries.stream().limit(MOST_LINES).map(this::line).toList(),
              more == 0 ? "" : "… and " + more + " more"));
    }
  }

  private DigestView.Line line(Entry entry) {
    return new DigestView.Line(
        Times.utc(entry.at()),
        PlainText.line(entry.subject()),
        entry.job().isEmpty() ? null : links.job(entry.job()));
  }

  private static String title(int all, int failures) {
    String mails = all == 1 ? "1 message" : all + " messages";
    return mails + (failures == 0 ? "" : ", " + failures + " to look at");
  }

  private static List<String> why(List<Entry> entries) {
    List<String> why = new ArrayList<>();
    long late = entries.stream().filter(entry -> entry.why().equals("EXPIRED")).count();
    long much = entries.stream().filter(entry -> entry.why().equals("RATE")).count();
    if (late > 0) {
      why.add(
          late
              + " of them could not be sent in time, because the mail server did not take them,"
              + " and would be old news by now.");
    }
    if (much > 0) {
      why.add(much + " of them came in an hour with too many mails to you.");
    }
    return why;
  }

  /**
   * One mail that was not sent by itself.
   *
   * @param why CHOICE, RATE or EXPIRED
   * @param job id of the job it is about; empty if it is about none
   */
  public record Entry(Instant at, String subject, boolean failure, String why, String job) {}
}
