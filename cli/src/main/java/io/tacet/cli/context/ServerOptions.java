package io.tacet.cli.context;

import io.tacet.cli.api.AccountantApi;
import io.tacet.cli.api.NotifierApi;
import io.tacet.cli.api.RestClient;
import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.api.ServiceAddress;
import io.tacet.cli.connection.Connection;
import io.tacet.cli.connection.ConnectionOptions;
import io.tacet.cli.output.Answer;
import io.tacet.cli.output.OutputFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every verb that asks a server. Filled by the command line; for one thread. */
public final class ServerOptions {

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (default), json or csv. The first is for people and may change.")
  private OutputFormat output = OutputFormat.TABLE;

  /** How to answer. */
  public Answer answer(Context context) {
    return new Answer(output, context.terminal());
  }

  /** The form that was asked for. */
  public OutputFormat output() {
    return output;
  }

  /** The scheduler. */
  public SchedulerApi scheduler(Context context) {
    Connection found = connection.connection(context.environment(), context.state());
    return new SchedulerApi(
        new RestClient(
            new ServiceAddress(
                "scheduler", found.scheduler(), found.origin(), ConnectionOptions.SERVER_VARIABLE),
            found.token(),
            found.ca()));
  }

  /** The accountant. */
  public AccountantApi accountant(Context context) {
    Connection found = connection.connection(context.environment(), context.state());
    return new AccountantApi(
        new RestClient(
            new ServiceAddress(
                "accountant",
                found.accountant(),
                found.origin(),
                ConnectionOptions.ACCOUNTANT_VARIABLE),
            found.token(),
            found.ca()));
  }

  /** The notifier. */
  public NotifierApi notifier(Context context) {
    Connection found = connection.connection(context.environment(), context.state());
    return new NotifierApi(
        new RestClient(
            new ServiceAddress(
                "notifier", found.notifier(), found.origin(), ConnectionOptions.NOTIFIER_VARIABLE),
            found.token(),
            found.ca()));
  }
}
