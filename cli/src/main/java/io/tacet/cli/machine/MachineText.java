package io.tacet.cli.machine;

import io.tacet.cli.output.Amounts;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.Machine.Wake;
import io.tacet.contract.rest.Machine.Word;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A machine as people read of it. */
final class MachineText {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MachineText() {}

  /** What it comes to, in a few words. */
  static String condition(Machine machine) {
    String condition = machine.condition() == null ? machine.state() : machine.condition();
    String words = condition.toLowerCase(Locale.ROOT);
    return switch (condition) {
      case "SILENT" -> machine.statusDueAt() == null ? words : "silent until " + at(machine);
      case "OVERDUE" -> "overdue since " + at(machine);
      case "MAINTENANCE" -> "in maintenance";
      case "QUARANTINED" -> "quarantined, " + reported(machine);
      case "DRAINING", "DRAINED" -> words + ", " + reported(machine);
      case "WAKING" -> "waking, packet " + packets(machine.wake());
      case "OFF" -> gaveUp(machine.wake()) ? "off, not woken" : "off";
      case "ONLINE" -> reported(machine);
      case "UNKNOWN" -> "never heard of";
      default -> words;
    };
  }

  /** Everything that is known of it, one line each. */
  static void show(Machine machine, PrintWriter out) {
    line(out, "Machine", machine.id() + ": " + machine.description());
    line(out, "State", condition(machine));
    line(out, "Says", machine.message());
    line(out, "Job", machine.jobId());
    line(out, "Waiting jobs", machine.queuedJobs());
    line(out, "Last heard of", heard(machine));
    if (machine.duty() != null && machine.duty().by() != null) {
      line(out, "Duty", word(machine.duty()));
    }
    line(out, "Quarantine", machine.quarantine() == null ? null : word(machine.quarantine()));
    line(out, "Wake-on-LAN", wake(machine));
    line(out, "Kind", machine.kind().toLowerCase(Locale.ROOT));
    line(out, "Labels", machine.labels().isEmpty() ? null : machine.labels());
    line(out, "Order", machine.queueOrder());
    keys(machine, out);
    Machine.Facts facts = machine.facts();
    if (facts != null) {
      line(
          out,
          "Hardware",
          "%s, %d CPUs on %d cores, %s"
              .formatted(
                  facts.cpuModel(),
                  facts.logicalCpus(),
                  facts.physicalCores(),
                  Amounts.bytes((double) facts.memoryBytes())));
      line(
          out,
          "System",
          "%s, Linux %s, %s".formatted(facts.operatingSystem(), facts.kernel(), facts.hostname()));
      line(out, "Worker", facts.workerVersion());
    }
  }

  /** The keys it signs with, one line each. */
  static void keys(Machine machine, PrintWriter out) {
    if (machine.keys() != null) {
      for (Machine.Key key : machine.keys()) {
        String end = key.validUntil() == null ? "" : ", until " + Amounts.time(key.validUntil());
        line(out, "Key", key.id() + ", since " + Amounts.time(key.registeredAt()) + end);
      }
    }
  }

  private static String heard(Machine machine) {
    if (machine.lastStatusAt() == null) {
      return "never";
    }
    String next =
        machine.statusDueAt() == null
            ? "nothing is promised"
            : "the next report is due by " + Amounts.time(machine.statusDueAt());
    return Amounts.time(machine.lastStatusAt()) + "; " + next;
  }

  private static @Nullable String wake(Machine machine) {
    String macs =
        machine.macAddresses() == null || machine.macAddresses().isEmpty()
            ? null
            : String.join(" ", machine.macAddresses());
    Wake wake = machine.wake();
    if (wake == null) {
      return macs;
    }
    String next = wake.nextAt() == null ? "given up" : "next step " + Amounts.time(wake.nextAt());
    String message = wake.message() == null ? "" : " (" + wake.message() + ")";
    return "%s; packet %s for %s, %s%s"
        .formatted(Amounts.orDash(macs), packets(wake), wake.by(), next, message);
  }

  private static String word(Word word) {
    String reason = word.reason() == null ? "" : ": " + word.reason();
    return "%s by %s, %s%s"
        .formatted(
            word.word().toLowerCase(Locale.ROOT).replace('_', ' '),
            Amounts.orDash(word.by()),
            Amounts.time(word.since()),
            reason);
  }

  private static String packets(@Nullable Wake wake) {
    return wake == null ? Amounts.NONE : Integer.toString(wake.packets());
  }

  private static boolean gaveUp(@Nullable Wake wake) {
    return wake != null && wake.nextAt() == null;
  }

  private static String reported(Machine machine) {
    String state = machine.state().toLowerCase(Locale.ROOT).replace('_', ' ');
    return machine.state().equals("MEASURING") && machine.statusDueAt() != null
        ? "silent until " + at(machine)
        : state;
  }

  /** The time alone when it is near the last report, else with its day. UTC. */
  private static String at(Machine machine) {
    Instant due = machine.statusDueAt();
    Instant last = machine.lastStatusAt();
    if (due == null) {
      return Amounts.NONE;
    }
    boolean near = last != null && Duration.between(last, due).compareTo(Duration.ofHours(12)) < 0;
    return (near ? CLOCK : DAY).format(due) + " UTC";
  }

  private static void line(PrintWriter out, String title, @Nullable Object value) {
    if (value != null) {
      out.println(String.format(Locale.ROOT, "%-15s%s", title, value));
    }
  }
}
