package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.ReplayQuarantine;
import io.tacet.contract.rest.ReplayedQuarantine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code import quarantine replay}. */
@Command(
    name = "replay",
    description = {
      "Reads quarantined lines again and books those that are in order now: what was in the future"
          + " may be over, and a later version may understand more.",
      "Exit code 1 when some are left.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet import quarantine replay                 all of them",
      "  tacet import quarantine replay 17 18",
      "  tacet import quarantine replay --run 12"
    })
final class QuarantineReplayCommand implements Callable<Integer> {

  private static final Listing<ReplayedQuarantine> LISTING =
      new Listing<>(
          List.of(
              Column.count("LOOKED AT", "looked", ReplayedQuarantine::looked),
              Column.count("IMPORTED", "imported", ReplayedQuarantine::imported),
              Column.count("THERE", "alreadyThere", ReplayedQuarantine::alreadyThere),
              Column.count("LEFT", "left", ReplayedQuarantine::left),
              Column.text(
                  "REASONS",
                  "reasons",
                  replayed ->
                      replayed.reasons().entrySet().stream()
                          .map(one -> one.getKey() + " " + one.getValue())
                          .collect(Collectors.joining(", ")))));

  private final Context context;

  @Mixin private QuarantineChoice choice = new QuarantineChoice();

  @Mixin private ServerOptions server = new ServerOptions();

  QuarantineReplayCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ReplayedQuarantine replayed =
        server
            .accountant(context)
            .replay(new ReplayQuarantine(choice.ids(), choice.run(), choice.reason()));
    server.answer(context).list(LISTING, List.of(replayed), replayed, "");
    if (replayed.looked() == 0) {
      context.terminal().err().println("No such line is in quarantine.");
    }
    return replayed.left() == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }
}
