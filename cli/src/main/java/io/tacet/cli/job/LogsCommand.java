package io.tacet.cli.job;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.output.Plain;
import io.tacet.cli.terminal.Paint;
import io.tacet.contract.rest.LogPage;
import io.tacet.contract.rest.LogPage.Chunk;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code logs}. */
@Command(
    name = "logs",
    description = {
      "Shows what a job wrote.",
      "It is there when the attempt has ended: while it is measured the machine sends nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet logs 0J5RXK2M9QZ1A",
      "  tacet logs 0J5RXK2M9QZ1A --attempt 1 -o json"
    })
public final class LogsCommand implements Callable<Integer> {

  private static final Listing<Chunk> LISTING =
      new Listing<>(
          List.of(
              Column.text("PHASE", "phase", Chunk::phase),
              Column.number("RUN", "repeat", Chunk::repeat),
              Column.text("STREAM", "stream", Chunk::stream),
              Column.text("TEXT", "text", Chunk::text),
              Column.number("OMITTED", "omittedBytesBefore", Chunk::omittedBytesBefore)));

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Option(names = "--attempt", paramLabel = "N", description = "Of this attempt; else the last.")
  private @Nullable Integer attempt;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public LogsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    LogPage page = server.scheduler(context).logs(id, attempt);
    if (server.output() != OutputFormat.TABLE) {
      server.answer(context).list(LISTING, page.chunks(), page, "");
      return ExitCode.OK;
    }
    if (page.chunks().isEmpty()) {
      context
          .terminal()
          .err()
          .println("Attempt " + page.attempt() + " has written nothing, or has not ended yet.");
    }
    print(page, context.terminal().out(), context.terminal().paintOut());
    return ExitCode.OK;
  }

  private static void print(LogPage page, PrintWriter out, Paint paint) {
    String heading = "";
    for (Chunk chunk : page.chunks()) {
      String of = (chunk.phase().isEmpty() ? "worker" : chunk.phase() + " run " + chunk.repeat());
      String now = of + ", " + chunk.stream();
      if (!now.equals(heading)) {
        out.println(paint.faint("--- " + now));
        heading = now;
      }
      if (chunk.omittedBytesBefore() > 0) {
        out.println(paint.warning("[" + chunk.omittedBytesBefore() + " bytes left out here]"));
      }
      out.print(Plain.text(chunk.text()));
      if (!chunk.text().endsWith("\n")) {
        out.println();
      }
    }
    out.flush();
  }
}
