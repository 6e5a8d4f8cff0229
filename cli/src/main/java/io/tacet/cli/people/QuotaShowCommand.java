package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Quota;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code quota show}. */
@Command(
    name = "show",
    description = {
      "Shows quotas and what is left of them this month. Own ones, or all for operators.",
      ""
    },
    footer = {"", "Example:", "  tacet quota show --machine m1"})
final class QuotaShowCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--user", paramLabel = "ID", description = "Of this user only.")
  private @Nullable String user;

  @Option(names = "--machine", paramLabel = "ID", description = "On this machine only.")
  private @Nullable String machine;

  @Mixin private ServerOptions server = new ServerOptions();

  QuotaShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Quota> quotas = server.scheduler(context).people().quotas(user, machine);
    server
        .answer(context)
        .list(QuotaCommand.LISTING, quotas, quotas, "No quota: there is no limit.");
    return ExitCode.OK;
  }
}
