package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.DiscardQuarantine;
import io.tacet.contract.rest.DiscardedQuarantine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code import quarantine discard}. */
@Command(
    name = "discard",
    description = {
      "Lets quarantined lines go, which will never be booked. They stay in the list of those that"
          + " are settled (list --settled), with who said so and why; tacet usage changes tells of it.",
      "Say which: IDs, --run or --reason; all given must hold.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet import quarantine discard 17 18 --because 'the clock of node 3 was wrong'",
      "  tacet import quarantine discard --run 12 --reason 'not readable' --because 'not our file'"
    })
final class QuarantineDiscardCommand implements Callable<Integer> {

  private static final Listing<DiscardedQuarantine> LISTING =
      new Listing<>(
          List.of(Column.count("DISCARDED", "discarded", DiscardedQuarantine::discarded)));

  private final Context context;

  @Mixin private QuarantineChoice choice = new QuarantineChoice();

  @Option(
      names = "--because",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for those who wonder later; at most 200 characters.")
  private String because = "";

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  QuarantineDiscardCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (choice.isEverything()) {
      throw new ParameterException(
          spec.commandLine(), "say which lines are to go: IDs, --run or --reason.");
    }
    DiscardedQuarantine discarded =
        server
            .accountant(context)
            .discard(new DiscardQuarantine(choice.ids(), choice.run(), choice.reason(), because));
    server.answer(context).list(LISTING, List.of(discarded), discarded, "");
    return ExitCode.OK;
  }
}
