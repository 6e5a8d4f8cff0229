package io.tacet.cli.demo;

import io.tacet.cli.job.JobReport;
import io.tacet.cli.job.JobText;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.Paint;
import io.tacet.cli.terminal.Terminal;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.contract.rest.Usage;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Objects;

/** Writes what came out of the demo for people. For one thread. */
final class DemoText {

  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final PrintWriter out;
  private final Paint paint;
  private final JobText text;

  DemoText(Terminal terminal) {
    this.terminal = terminal;
    out = terminal.out();
    paint = terminal.paintOut();
    text = new JobText(terminal);
  }

  void print(DemoResult result, JobReport report) {
    JobOutcome outcome = Objects.requireNonNull(report.job().outcome());
    out.println();
    text.facts(report.job());
    text.phases(outcome);
    text.statistics(report, false);
    silence(result.silence(), outcome);
    mail(result.mail());
    bill(result.usage());
    terminal.flush();
  }

  private void silence(SilenceSum silence, JobOutcome outcome) {
    text.silence(outcome);
    out.println();
    paragraph(
        "For "
            + Amounts.micros(Math.round(silence.durationMillis() * 1000))
            + " the worker held "
            + (silence.workerSockets() == 0 ? "no socket" : silence.workerSockets() + " sockets")
            + " and used "
            + Amounts.micros(Math.round(silence.workerCpuMillis() * 1000))
            + " of CPU time. All the same this is no quiet machine: Kafka, PostgreSQL, the registry"
            + " and the services run on it beside whatever else does, and this command asked the"
            + " scheduler for news every second. Together they sent and received "
            + Amounts.count(silence.foreignPackets())
            + " packets and used "
            + Amounts.micros(Math.round(silence.foreignCpuMillis() * 1000))
            + " of CPU time. As a machine of kind DEVELOPMENT it is not judged by that; on one that"
            + " runs a worker and nothing else, it would make the result DISTURBED.");
  }

  private void mail(ReceivedMail mail) {
    text.heading(
        "Mail", "as it was received" + (mail.html() ? ", its plain text of two forms" : ""));
    mail.headers()
        .forEach((name, value) -> quoted(paint.faint(name + ":") + " " + Plain.text(value)));
    quoted("");
    Plain.text(mail.text()).strip().lines().forEach(this::quoted);
  }

  private void bill(Usage usage) {
    text.heading("Bill", "service units: CPU-seconds × charge rate ÷ 3600");
    BigDecimal units = usage.serviceUnits();
    if (units == null) {
      out.println(INDENT + "not charged: " + usage.notCharged());
      return;
    }
    out.println(
        INDENT
            + Amounts.micros(usage.cpuMicros())
            + " of CPU time (source "
            + usage.cpuSource()
            + ") × "
            + usage.chargeRate().stripTrailingZeros().toPlainString()
            + " ÷ 3600 = "
            + paint.strong(Amounts.serviceUnits(units))
            + ", on project "
            + usage.project());
  }

  private void quoted(String line) {
    out.println((INDENT + paint.faint("│") + " " + line).stripTrailing());
  }

  private void paragraph(String words) {
    int room = Math.min(terminal.columns(), 100) - INDENT.length();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (line.length() + word.length() + 1 > room) {
        out.println(INDENT + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println(INDENT + line);
  }
}
