package io.tacet.cli.imports;

import io.tacet.cli.api.AccountantApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.terminal.LiveLine;
import io.tacet.contract.rest.ImportRun;
import io.tacet.contract.rest.StartImport;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sends files one after the other and shows what became of each. For one thread. */
final class FileSender {

  private final Context context;
  private final ServerOptions server;
  private final InputStream input;

  FileSender(Context context, ServerOptions server, InputStream input) {
    this.context = context;
    this.server = server;
    this.input = input;
  }

  /**
   * Sends them.
   *
   * @return an {@code ExitCode}: failure unless every file was read to its end and nothing of it
   *     went to quarantine
   */
  int send(List<String> files, Function<String, StartImport> orders) {
    for (String file : files) {
      requireReadable(file);
    }
    AccountantApi accountant = server.accountant(context);
    List<ImportRun> runs = new ArrayList<>();
    for (String file : files) {
      String name = file.equals("-") ? file : Path.of(file).toAbsolutePath().normalize().toString();
      runs.add(send(accountant, file, orders.apply(name)));
    }
    if (server.output() == OutputFormat.TABLE) {
      runs.forEach(run -> RunText.print(run, context.terminal()));
    } else {
      server.answer(context).list(RunsCommand.LISTING, runs, runs, "");
    }
    return runs.stream().allMatch(FileSender::isWhole) ? ExitCode.OK : ExitCode.FAILURE;
  }

  private ImportRun send(AccountantApi accountant, String file, StartImport order) {
    ImportRun run = accountant.startImport(order);
    try (LiveLine line = new LiveLine(context.terminal())) {
      Progress progress = new Progress(file, line, context.clock());
      return accountant.sendImport(
          run.id(),
          () ->
              file.equals("-")
                  ? SentFile.whole(input, progress)
                  : SentFile.open(Path.of(file), context.clock(), progress));
    } catch (CommandFailure e) {
      return afterFailure(accountant, run.id(), e);
    }
  }

  /** The service may have ended the import before it had read all, and have said why there. */
  private static ImportRun afterFailure(AccountantApi accountant, long id, CommandFailure failure) {
    try {
      ImportRun run = accountant.importRun(id);
      if (run.state().equals("FAILED")) {
        return run;
      }
    } catch (CommandFailure e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private static boolean isWhole(ImportRun run) {
    return run.state().equals("DONE") && run.quarantined() == 0;
  }

  private static void requireReadable(String file) {
    if (!file.equals("-")
        && (!Files.isRegularFile(Path.of(file)) || !Files.isReadable(Path.of(file)))) {
      throw new CommandFailure("the file " + file + " can't be read.", "Nothing was imported.");
    }
  }
}
