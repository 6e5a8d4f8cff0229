package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.words.Decimal;
import io.tacet.contract.rest.ChargeRate;
import io.tacet.contract.rest.PutChargeRate;
import io.tacet.contract.rest.SetChargeRates;
import io.tacet.contract.rest.SetChargeRates.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The verb {@code rate set}. */
@Command(
    name = "set",
    description = {
      "Sets the charge rate of machines from a day on; past reports follow. Of several machines all",
      "are set, or none is. Operators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet rate set m1 1.9 --from 2026-01-01",
      "  tacet rate set m1 m2 m3 1.9",
      "  tacet rate set --from-file rates.csv       with the columns machine,rate and maybe from"
    })
final class RateSetCommand implements Callable<Integer> {

  private static final Decimal DECIMAL = new Decimal();

  private final Context context;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private ManyMachines machines = new ManyMachines();
  @Mixin private FromDay from = new FromDay();
  @Mixin private ServerOptions server = new ServerOptions();

  RateSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    LocalDate day = from.orToday(context);
    List<Row> rows =
        machines.isFile()
            ? machines.file(command, List.of("machine", "rate"), List.of("from")).stream()
                .map(line -> row(line, day))
                .toList()
            : rows(machines.words(command, "RATE"), day);
    if (machines.isFile() || rows.size() > 1) {
      List<ChargeRate> set =
          server
              .accountant(context)
              .sayAll("charge-rates", new SetChargeRates(rows), new TypeReference<>() {});
      server.answer(context).list(RateCommand.LISTING, set, set, "");
      return ExitCode.OK;
    }
    Row one = rows.get(0);
    ChargeRate set =
        server
            .accountant(context)
            .say(
                List.of(
                    "machines",
                    String.valueOf(one.machine()),
                    "charge-rates",
                    String.valueOf(one.from())),
                new PutChargeRate(one.rate()),
                new TypeReference<>() {});
    server.answer(context).list(RateCommand.LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }

  private List<Row> rows(ManyMachines.Words words, LocalDate day) {
    BigDecimal rate;
    try {
      rate = DECIMAL.convert(words.last());
    } catch (TypeConversionException e) {
      throw words.refusal("RATE, the last word: " + e.getMessage());
    }
    return words.machines().stream().map(machine -> new Row(machine, day, rate)).toList();
  }

  private static Row row(MachineFile.Line line, LocalDate day) {
    String rate = line.need("rate");
    try {
      return new Row(line.need("machine"), line.from(day), DECIMAL.convert(rate));
    } catch (TypeConversionException e) {
      throw line.refusal("rate", rate, "is no number like 1.9");
    }
  }
}
