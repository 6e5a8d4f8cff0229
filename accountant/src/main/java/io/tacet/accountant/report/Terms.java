package io.tacet.accountant.report;

import java.util.ArrayList;
import java.util.List;

/** The explanation that comes with every report that people read. */
final class Terms {

  static final List<Term> ALL =
      List.of(
          new Term(
              "Service unit (SU)",
              "One reference processor working fully for one hour. SU = CPU seconds (user and"
                  + " system) × charge rate ÷ 3600. Where another scheduler told no CPU time, the"
                  + " processors a job was given × its run time stand in for it."),
          new Term(
              "Charge rate",
              "How much faster than the reference processor a machine is, from a day on. A machine"
                  + " without one has rate 1."),
          new Term(
              "Contribution",
              "What a PI paid for: processors × rate × 100 × the PI's share; the mean over the"
                  + " period, if it changed."),
          new Term(
              "Subscription",
              "A PI's share of all usage ÷ the PI's share of all contributions. 100 %: used as much"
                  + " as paid for. Over: used, not contributed. Under: contributed, not used."
                  + " Exempt: no contribution is asked; what they use is in all usage. n/a: neither."
                  + " (no PI): projects and users that belong to none."),
          new Term(
              "Utilization",
              "SU used by everyone ÷ SU the hardware could supply: processors × rate × hours"
                  + " installed and enabled."),
          new Term(
              "Idle",
              "SU that could have been supplied and were not used, attributed to PIs by their share"
                  + " of the contributions."),
          new Term(
              "Not charged",
              "Jobs that never ran, and those whose CPU time is not known or, as their scheduler"
                  + " says, means nothing. They are counted and cost nothing."));

  private Terms() {}

  /** Those of a report as a page. */
  static List<Term> of(Report report) {
    if (report.classTerms() == null) {
      return ALL;
    }
    List<Term> terms = new ArrayList<>(ALL);
    terms.add(
        new Term(
            "What bounded the work",
            "Of the measured phases of each project's own jobs: the means over their time of how"
                + " busy all CPUs of the machine were, of what disks and networks moved, the"
                + " greatest share of the memory in use, and the share of the time in which tasks"
                + " waited for memory or disk. The class is that of all phases together; the last"
                + " column is the share of the time in phases of each class. "
                + report.classTerms()));
    return terms;
  }

  /** How usage is credited in a report. */
  static String credited(Report report) {
    return report.credited().equals("split")
        ? "Usage is spread evenly over the run time of each job."
        : "Usage is credited to the moment the job ended.";
  }

  /** A term and what it means. */
  record Term(String name, String meaning) {}
}
