package io.tacet.cli.imports;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code import sge}. */
@Command(
    name = "sge",
    description = {
      "Imports Grid Engine's accounting files: of Sun's, Son of Grid Engine, Univa's, and the JSON"
          + " lines of Open and Gridware Cluster Scheduler. Each line may be of another kind.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet import sge /opt/sge/default/common/accounting --cluster blades --new-cluster",
      "  tacet import sge accounting.*.gz accounting --cluster blades",
      "  tacet import sge accounting --cluster blades --dry-run"
    })
final class ImportGridEngineCommand implements Callable<Integer> {

  private final Context context;
  private final InputStream input;

  @Mixin private FileOptions options = new FileOptions();

  @Option(
      names = "--project-from",
      paramLabel = "FIELD",
      description = "Which field is the project: group (default), account, project or department.")
  private @Nullable String projectFrom;

  @Mixin private ServerOptions server = new ServerOptions();

  ImportGridEngineCommand(Context context, InputStream input) {
    this.context = context;
    this.input = input;
  }

  @Override
  public Integer call() {
    return new FileSender(context, server, input)
        .send(options.files(), file -> options.order("sge", file, null, projectFrom, null, false));
  }
}
