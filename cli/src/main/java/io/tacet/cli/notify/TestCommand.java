package io.tacet.cli.notify;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.TestMailReport;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code notify test}. */
@Command(
    name = "test",
    description = {
      "Sends a mail now and says what the mail server answered.",
      "To yourself, or, for operators, to any address. Exit code 1 when the mail server did not take"
          + " it.",
      ""
    },
    footer = {"", "Examples:", "  tacet notify test", "  tacet notify test ada@example.org"})
final class TestCommand implements Callable<Integer> {

  private static final Listing<TestMailReport> LISTING =
      new Listing<>(
          List.of(
              Column.text("TO", "address", TestMailReport::address),
              Column.text("SERVER", "server", TestMailReport::server),
              Column.text("ANSWER", "answer", TestMailReport::answer),
              Column.text("MESSAGE-ID", "messageId", TestMailReport::messageId)));

  private final Context context;

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "Where to send it; else to your own address.")
  private @Nullable String address;

  @Mixin private ServerOptions server = new ServerOptions();

  TestCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    TestMailReport report = server.notifier(context).test(address);
    server.answer(context).list(LISTING, List.of(report), report, "");
    return report.accepted() ? ExitCode.OK : ExitCode.FAILURE;
  }
}
