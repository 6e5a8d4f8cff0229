package io.tacet.cli.imports;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.terminal.Paint;
import io.tacet.cli.terminal.Terminal;
import io.tacet.contract.rest.ImportRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of an import, for people. */
final class RunText {

  private static final int MOST_HOSTS = 10;

  private RunText() {}

  static void print(ImportRun run, Terminal terminal) {
    PrintWriter out = terminal.out();
    Paint paint = terminal.paintOut();
    String state = run.dryRun() && run.state().equals("DONE") ? "DRY RUN" : run.state();
    out.println(
        paint.strong(run.file())
            + "  "
            + (run.state().equals("DONE") ? paint.good(state) : paint.bad(state))
            + paint.faint(
                "  import "
                    + run.id()
                    + ", cluster "
                    + run.cluster()
                    + ", times "
                    + (run.source().equals("sge") ? "since 1970" : "in " + run.zone())
                    + ", text "
                    + run.charset()));
    count(out, "read", run.lines(), "lines" + rate(run));
    count(out, run.dryRun() ? "to import" : "imported", run.imported(), "");
    count(out, "already there", run.alreadyThere(), "");
    count(out, "quarantined", run.quarantined(), "");
    count(out, "skipped", run.skipped(), "");
    if (!run.reasons().isEmpty()) {
      out.println(
          "  reasons: "
              + run.reasons().entrySet().stream()
                  .map(one -> one.getKey() + " " + one.getValue())
                  .collect(Collectors.joining(", ")));
    }
    hosts(out, run.unratedHosts(), "charged at rate 1, having no rate (tacet rate set)");
    hosts(
        out,
        run.hostsOutsideCluster(),
        "not in cluster " + run.cluster() + ", so not in its reports (tacet cluster set)");
    if (run.severalNodes() > 0) {
      out.println(
          "  "
              + Amounts.count(run.severalNodes())
              + (run.severalNodes() == 1 ? " job" : " jobs")
              + " on several nodes, booked whole on the first of them, at its rate");
    }
    if (run.reasonCodes().containsKey(ImportRun.OTHER_CLUSTER) && run.source().equals("slurm")) {
      out.println(
          "  If the file calls " + run.cluster() + " otherwise, say how: --source-cluster NAME");
    }
    if (run.error() != null) {
      out.println("  " + paint.bad("error") + ": " + run.error());
    }
    if (run.quarantined() > 0 && !run.dryRun()) {
      out.println("  Look at them: tacet import quarantine list --run " + run.id());
    }
    terminal.flush();
  }

  private static void count(PrintWriter out, String what, long count, String unit) {
    out.printf(Locale.ROOT, "  %-14s %s %s%n", what, Amounts.count(count), unit);
  }

  private static String rate(ImportRun run) {
    if (run.endedAt() == null) {
      return "";
    }
    long millis = Math.max(1, Duration.between(run.createdAt(), run.endedAt()).toMillis());
    return String.format(
        Locale.ROOT,
        " in %s, %,d per second",
        Amounts.duration(Duration.ofMillis(millis)),
        1000 * run.lines() / millis);
  }

  private static void hosts(PrintWriter out, List<String> hosts, String what) {
    if (!hosts.isEmpty()) {
      out.println(
          "  "
              + hosts.size()
              + (hosts.size() == 1 ? " host " : " hosts ")
              + what
              + ": "
              + String.join(" ", hosts.subList(0, Math.min(MOST_HOSTS, hosts.size())))
              + (hosts.size() > MOST_HOSTS ? " …" : ""));
    }
  }
}
