package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Pi;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code pi}: lists the PIs; its own verbs change them. */
@Command(
    name = "pi",
    description = {"Lists who leads a group (PI), and from which day on it is so.", ""},
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet pi",
      "  tacet pi set ada --alias 'Ada Lovelace' --mail ada@example.org",
      "  tacet pi assign ada --project engine --from 2026-01-01"
    })
public final class PiCommand implements Callable<Integer> {

  static final Listing<Pi> LISTING =
      new Listing<>(
          List.of(
              Column.text("PI", "id", Pi::id),
              Column.text("FROM", "from", Pi::from),
              Column.text("ALIAS", "alias", Pi::alias),
              Column.text("MAIL", "mail", Pi::mail),
              Column.shown("EXEMPT", "exempt", pi -> pi.exempt() ? "yes" : "no", Pi::exempt)));

  private final Context context;

  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  private PiCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new PiCommand(context))
        .addSubcommand(new PiSetCommand(context))
        .addSubcommand(new PiAssignCommand(context))
        .addSubcommand(new PiAssignmentsCommand(context))
        .addSubcommand(new PiWithdrawCommand(context));
  }

  @Override
  public Integer call() {
    List<Pi> pis = server.accountant(context).facts("pis", known.day(), new TypeReference<>() {});
    server.answer(context).list(LISTING, pis, pis, "There is no PI. Add one: tacet pi set ID");
    return ExitCode.OK;
  }
}
