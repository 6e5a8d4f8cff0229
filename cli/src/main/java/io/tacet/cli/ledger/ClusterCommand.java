package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Cluster;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code cluster}: lists the named sets of machines; its own verbs change them. */
@Command(
    name = "cluster",
    description = {"Lists the clusters: named sets of machines. A machine may be in several.", ""},
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet cluster",
      "  tacet cluster set gpu m3 m4 --from 2026-01-01",
      "  tacet cluster hardware m3 64 --from 2026-01-01"
    })
public final class ClusterCommand implements Callable<Integer> {

  static final Listing<Cluster> LISTING =
      new Listing<>(
          List.of(
              Column.text("CLUSTER", "id", Cluster::id),
              Column.text("FROM", "from", Cluster::from),
              Column.text("MACHINES", "machines", row -> String.join(" ", row.machines()))));

  private final Context context;

  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  private ClusterCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new ClusterCommand(context))
        .addSubcommand(new ClusterSetCommand(context))
        .addSubcommand(new HardwareCommand(context))
        .addSubcommand(new ClusterWithdrawCommand(context));
  }

  @Override
  public Integer call() {
    List<Cluster> clusters =
        server.accountant(context).facts("clusters", known.day(), new TypeReference<>() {});
    server
        .answer(context)
        .list(
            LISTING, clusters, clusters, "There is no cluster. Add one: tacet cluster set ID M...");
    return ExitCode.OK;
  }
}
