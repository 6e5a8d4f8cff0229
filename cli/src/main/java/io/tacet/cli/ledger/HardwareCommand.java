package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.words.Whole;
import io.tacet.contract.rest.Hardware;
import io.tacet.contract.rest.PutHardware;
import io.tacet.contract.rest.SetHardware;
import io.tacet.contract.rest.SetHardware.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The verb {@code cluster hardware}: lists processors, or sets those of a machine. */
@Command(
    name = "hardware",
    description = {
      "Lists the processors of the machines, or of MACHINE; with PROCESSORS behind one or several",
      "machines, or a file, sets them from a day on, all or none. They are what utilization is",
      "measured against. 0: taken out. Setting: operators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet cluster hardware",
      "  tacet cluster hardware m1 64 --from 2026-01-01",
      "  tacet cluster hardware m1 64 --disabled --from 2026-03-01",
      "  tacet cluster hardware m1 m2 m3 64",
      "  tacet cluster hardware --from-file hardware.csv      columns machine,processors and maybe"
          + " from,enabled"
    })
final class HardwareCommand implements Callable<Integer> {

  private static final Listing<Hardware> LISTING =
      new Listing<>(
          List.of(
              Column.text("MACHINE", "machine", Hardware::machine),
              Column.text("FROM", "from", Hardware::from),
              Column.number("PROCESSORS", "processors", Hardware::processors),
              Column.shown(
                  "ENABLED", "enabled", row -> row.enabled() ? "yes" : "no", Hardware::enabled)));

  private final Context context;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private ManyMachines machines = new ManyMachines();

  @Option(names = "--disabled", description = "Installed, but can't work.")
  private boolean disabled;

  @Mixin private FromDay from = new FromDay();
  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  HardwareCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!machines.isFile() && machines.given().size() < 2) {
      String machine = machines.given().isEmpty() ? null : machines.given().get(0);
      List<Hardware> all =
          server
              .accountant(context)
              .facts("hardware", known.day(), new TypeReference<List<Hardware>>() {})
              .stream()
              .filter(row -> machine == null || row.machine().equals(machine))
              .toList();
      server.answer(context).list(LISTING, all, all, "No hardware is known.");
      return ExitCode.OK;
    }
    LocalDate day = from.orToday(context);
    List<Row> rows =
        machines.isFile()
            ? machines
                .file(command, List.of("machine", "processors"), List.of("from", "enabled"))
                .stream()
                .map(line -> row(line, day))
                .toList()
            : rows(machines.words(command, "PROCESSORS"), day);
    if (machines.isFile() || rows.size() > 1) {
      List<Hardware> set =
          server
              .accountant(context)
              .sayAll("hardware", new SetHardware(rows), new TypeReference<>() {});
      server.answer(context).list(LISTING, set, set, "");
      return ExitCode.OK;
    }
    Row one = rows.get(0);
    Hardware set =
        server
            .accountant(context)
            .say(
                List.of("machines", String.valueOf(one.machine()), "hardware", day.toString()),
                new PutHardware(one.processors(), one.enabled()),
                new TypeReference<>() {});
    server.answer(context).list(LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }

  private List<Row> rows(ManyMachines.Words words, LocalDate day) {
    int processors;
    try {
      processors = Whole.toInt(words.last());
    } catch (TypeConversionException e) {
      throw words.refusal("PROCESSORS, the last word: " + e.getMessage());
    }
    return words.machines().stream()
        .map(machine -> new Row(machine, day, processors, !disabled))
        .toList();
  }

  private Row row(MachineFile.Line line, LocalDate day) {
    String enabled = line.get("enabled");
    if (enabled != null && !enabled.equals("true") && !enabled.equals("false")) {
      throw line.refusal("enabled", enabled, "must be true or false");
    }
    String processors = line.need("processors");
    try {
      return new Row(
          line.need("machine"),
          line.from(day),
          Whole.toInt(processors),
          enabled == null ? !disabled : enabled.equals("true"));
    } catch (TypeConversionException e) {
      throw line.refusal("processors", processors, "is no whole number like 12");
    }
  }
}
