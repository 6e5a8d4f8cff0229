package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Pi;
import io.tacet.contract.rest.PutPi;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code pi set}. */
@Command(
    name = "set",
    description = {
      "Adds a PI, or changes one from a day on. What is not given stays as it was. Operators only.",
      "Without --from: today; for a new PI ever since.",
      ""
    },
    footer = {"", "Example:", "  tacet pi set ada --exempt true --from 2026-07-01"})
final class PiSetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id; the user's id if the PI is a user here.")
  private String id = "";

  @Option(names = "--alias", paramLabel = "NAME", description = "Name in reports.")
  private @Nullable String alias;

  @Option(names = "--mail", paramLabel = "ADDRESS", description = "For reports; '' for none.")
  private @Nullable String mail;

  @Option(
      names = "--exempt",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether no contribution is asked of them.")
  private @Nullable Boolean exempt;

  @Mixin private FromDay from = new FromDay();
  @Mixin private ServerOptions server = new ServerOptions();

  PiSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Pi pi =
        server
            .accountant(context)
            .say(
                List.of("pis", id),
                new PutPi(alias, mail, exempt, from.given()),
                new TypeReference<>() {});
    server.answer(context).list(PiCommand.LISTING, List.of(pi), pi, "");
    return ExitCode.OK;
  }
}
