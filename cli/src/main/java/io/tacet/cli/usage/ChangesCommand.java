package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Json;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.LedgerChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code usage changes}. */
@Command(
    name = "changes",
    description = {
      "Lists who changed rates, hardware, contributions, PIs, assignments and clusters, and let"
          + " quarantined lines go, the newest first. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet usage changes --what rate --subject m1"})
final class ChangesCommand implements Callable<Integer> {

  private static final Listing<LedgerChange> LISTING =
      new Listing<>(
          List.of(
              Column.shown(
                  "CHANGED",
                  "changedAt",
                  row -> Amounts.time(row.changedAt()),
                  LedgerChange::changedAt),
              Column.text("BY", "changedBy", LedgerChange::changedBy),
              Column.text("WHAT", "what", LedgerChange::what),
              Column.text("OF", "subject", LedgerChange::subject),
              Column.text("FROM", "from", LedgerChange::from),
              Column.text("BEFORE", "oldValue", row -> value(row.oldValue())),
              Column.text("AFTER", "newValue", row -> value(row.newValue()))));

  private final Context context;

  @Option(
      names = "--what",
      paramLabel = "KIND",
      description = "rate, hardware, pi, project-pi, user-pi, cluster, contribution or quarantine.")
  private @Nullable String what;

  @Option(names = "--subject", paramLabel = "ID", description = "Of one machine, PI, project, …")
  private @Nullable String subject;

  @Option(names = "--limit", paramLabel = "N", description = "How many (default: 100).")
  private @Nullable Integer limit;

  @Mixin private ServerOptions server = new ServerOptions();

  ChangesCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<LedgerChange> changes = server.accountant(context).changes(what, subject, limit);
    server.answer(context).list(LISTING, changes, changes, "Nothing was changed.");
    return ExitCode.OK;
  }

  private static @Nullable String value(@Nullable Map<String, Object> value) {
    return value == null ? null : Json.line(value);
  }
}
