package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.Terminal;
import io.tacet.contract.rest.JobGroup;
import io.tacet.contract.rest.SubmitGroup.Until;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Writes a group for people. */
final class GroupText {

  static final Listing<JobGroup.Member> LISTING =
      new Listing<>(
          List.of(
              Column.text("JOB", "id", JobGroup.Member::id),
              Column.text("STATE", "state", JobGroup.Member::state),
              Column.text("SILENCE", "verdict", JobGroup.Member::verdict),
              Column.number("VALUE", "value", JobGroup.Member::value)));

  private GroupText() {}

  static void write(JobGroup group, Terminal terminal) {
    PrintWriter out = terminal.out();
    String name = group.name().isEmpty() ? "" : "  " + Plain.text(group.name());
    out.println("Group " + terminal.paintOut().strong(group.id()) + "  " + group.state() + name);
    long ended = group.jobs().stream().filter(job -> isEnd(job.state())).count();
    out.println("  runs       " + ended + " of " + group.jobs().size() + " over");
    Until until = group.until();
    if (until != null && until.relativeHalfWidth() != null) {
      out.printf(
          Locale.ROOT,
          "  until      %s is known to ±%.3g %%, at most %d runs%n",
          Plain.text(Amounts.orDash(until.metric())),
          100 * until.relativeHalfWidth(),
          group.most());
    }
    JobGroup.Precision known = group.precision();
    if (known != null) {
      out.printf(
          Locale.ROOT,
          "  known      %.6g ± %.3g %s%s from %d values%s%n",
          known.mean(),
          known.halfWidth(),
          Plain.text(known.unit()),
          known.relativeHalfWidth() == null
              ? ""
              : String.format(Locale.ROOT, " (±%.2f %%)", 100 * known.relativeHalfWidth()),
          known.count(),
          known.enough() ? ", enough" : "");
    }
    if (group.message() != null) {
      out.println("  message    " + Plain.text(group.message()));
    }
    out.println();
    LISTING.table(group.jobs(), out, terminal.paintOut(), "  ");
    out.flush();
  }

  private static boolean isEnd(String state) {
    return switch (state) {
      case "FINISHED", "FAILED", "CANCELLED", "REJECTED" -> true;
      default -> false;
    };
  }
}
