package io.tacet.cli.machine;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a list of machines. */
final class MachineListing {

  static final Listing<Machine> LISTING =
      new Listing<>(
          List.of(
              Column.text("MACHINE", "id", Machine::id),
              Column.text("KIND", "kind", Machine::kind),
              Column.shown("STATE", "condition", MachineText::condition, Machine::condition),
              Column.csvOnly("state", Machine::state),
              Column.text("JOB", "jobId", Machine::jobId),
              Column.number("WAITING", "queuedJobs", Machine::queuedJobs),
              Column.shown(
                  "LAST HEARD OF",
                  "lastStatusAt",
                  row -> Amounts.time(row.lastStatusAt()),
                  Machine::lastStatusAt),
              Column.text("CPU", "cpuModel", row -> cpu(row.facts())),
              Column.number(
                  "CPUS",
                  "logicalCpus",
                  row -> row.facts() == null ? null : row.facts().logicalCpus()),
              Column.amount(
                  "MEMORY",
                  "memoryBytes",
                  row ->
                      row.facts() == null
                          ? Amounts.NONE
                          : Amounts.bytes((double) row.facts().memoryBytes()),
                  row -> row.facts() == null ? null : row.facts().memoryBytes()),
              Column.text("MESSAGE", "message", Machine::message)));

  private MachineListing() {}

  private static @Nullable String cpu(Machine.@Nullable Facts facts) {
    return facts == null ? null : facts.cpuModel();
  }
}
