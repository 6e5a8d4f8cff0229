package io.tacet.cli.window;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.PutWindow;
import io.tacet.contract.rest.StartWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code window set}. */
@Command(
    name = "set",
    description = {"Defines a start window, by times or by a feed. Operators only.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet window set night --cron '0 22 * * *' --for 8h --zone Europe/Berlin",
      "  tacet window set clean --feed https://example.org/gco2.json --below 180 --valid 30m",
      "",
      "A feed is CSV, lines of time,value, or JSON, an array of {\"time\": …, \"value\": …}."
    })
final class SetWindowCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Its id: a-z, 0-9 and -, at most 63 characters.")
  private String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "One line for people.")
  private @Nullable String description;

  @Option(
      names = "--cron",
      paramLabel = "'M H D M W'",
      description = "When it opens: five fields, as in crontab.")
  private @Nullable String cron;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "With --cron: how long it stays open, e.g. 8h.")
  private @Nullable Duration length;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of --cron, e.g. Europe/Berlin. Else UTC.")
  private @Nullable String zone;

  @Option(
      names = "--feed",
      paramLabel = "URI",
      description = "Values that say when it is open: https, http or a file on the scheduler.")
  private @Nullable String feed;

  @Option(names = "--below", paramLabel = "N", description = "Open while the value is below this.")
  private @Nullable BigDecimal below;

  @Option(names = "--above", paramLabel = "N", description = "Open while the value is above this.")
  private @Nullable BigDecimal above;

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "How long a value holds when no later one is there. Else 1h.")
  private @Nullable Duration valid;

  @Option(
      names = "--unreadable",
      paramLabel = "STATE",
      description = "What it is when no value holds: closed (default) or open.")
  private @Nullable String unreadable;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  SetWindowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    StartWindow window =
        new WindowApi(server.scheduler(context).rest())
            .put(
                id,
                new PutWindow(
                    description, cron, zone, length == null ? null : length.toMinutes(), feed()));
    server.answer(context).list(WindowListing.LISTING, List.of(window), window, "");
    return ExitCode.OK;
  }

  private PutWindow.@Nullable Feed feed() {
    if ((cron == null) == (feed == null)) {
      throw usage("say when it is open: --cron with --for, or --feed with --below or --above.");
    }
    if (feed == null) {
      if (length == null) {
        throw usage("--cron needs --for: how long it stays open.");
      }
      if (below != null || above != null || valid != null || unreadable != null) {
        throw usage("--below, --above, --valid and --unreadable go with --feed.");
      }
      return null;
    }
    if ((below == null) == (above == null)) {
      throw usage("--feed needs one of --below and --above.");
    }
    return new PutWindow.Feed(
        feed,
        below == null ? "ABOVE" : "BELOW",
        below == null ? above : below,
        valid == null ? null : Math.max(1, valid.toMinutes()),
        unreadable);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
