package io.tacet.cli.shares;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code shares slurm}. */
@Command(
    name = "slurm",
    description = {
      "Writes contributions as raw shares of Slurm accounts, a file for sacctmgr load. Operators only.",
      "An account is a project, with its part of its PI's points, or a PI (--by pi).",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet shares slurm tux --to-file shares.cfg",
      "  sacctmgr load shares.cfg                 take them over, on the Slurm side",
      "  tacet shares slurm tux --by pi --of primary"
    })
final class SlurmSharesCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "CLUSTER", description = "The cluster's name in Slurm.")
  private String cluster = "";

  @Option(
      names = "--of",
      paramLabel = "ID",
      description = "Counts what was paid for this cluster of ours or a part of it only.")
  private @Nullable String of;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "project",
      description = "project (default) or pi: what an account is.")
  private By by = By.PROJECT;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "As of that day, UTC (default: today).")
  private @Nullable LocalDate day;

  @Option(names = "--to-file", paramLabel = "PATH", description = "Write it there.")
  private @Nullable Path file;

  @Mixin private ServerOptions server = new ServerOptions();

  SlurmSharesCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String text =
        server
            .accountant(context)
            .slurmShares(cluster, of, by.name().toLowerCase(Locale.ROOT), day);
    if (file == null) {
      context.terminal().out().print(text);
      context.terminal().flush();
      return ExitCode.OK;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(e, "the shares can't be written to " + file + ".", List.of());
    }
    context.terminal().out().println("The shares are in " + file + ".");
    return ExitCode.OK;
  }

  private enum By {
    PROJECT,
    PI
  }
}
