package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.NextFirings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code schedule next}. */
@Command(
    name = "next",
    description = {"Shows when a schedule fires next.", ""},
    footer = {"", "Example:", "  tacet schedule next 0J5RXK2M9QZ1A --count 10"})
final class NextCommand implements Callable<Integer> {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private final Context context;

  @Parameters(paramLabel = "SCHEDULE", description = "Id of the schedule.")
  private String id = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many, 1 to 100. Default: 5.")
  private int count;

  @Mixin private ServerOptions server = new ServerOptions();

  NextCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    NextFirings next = new ScheduleApi(server.scheduler(context).rest()).next(id, count);
    ZoneId zone = next.zone() == null ? ZoneOffset.UTC : ZoneId.of(next.zone());
    Listing<Instant> listing =
        new Listing<>(
            List.of(
                Column.shown("FIRES", "at", Amounts::time, at -> at),
                Column.text(
                    zone.getId().equals("Z") ? "" : "IN " + zone,
                    "local",
                    at -> LOCAL.format(at.atZone(zone)))));
    server
        .answer(context)
        .list(
            listing,
            next.firings(),
            next,
            "It is " + next.state() + " and has no times: it is over, or fires by commit or tag.");
    return ExitCode.OK;
  }
}
