package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Cluster;
import io.tacet.contract.rest.PutCluster;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code cluster set}. */
@Command(
    name = "set",
    description = {
      "Sets all the machines of a cluster from a day on; none: it is given up. The name of another",
      "cluster is refused among them, and what is among another's as ID, unless a machine is called",
      "so, too. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet cluster set gpu m3 m4 --from 2026-01-01"})
final class ClusterSetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Name of the cluster.")
  private String id = "";

  @Parameters(index = "1..*", paramLabel = "MACHINE", description = "Ids of its machines.")
  private List<String> machines = List.of();

  @Mixin private FromDay from = new FromDay();
  @Mixin private ServerOptions server = new ServerOptions();

  ClusterSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Cluster set =
        server
            .accountant(context)
            .say(
                List.of("clusters", id, from.orToday(context).toString()),
                new PutCluster(machines == null ? List.of() : machines),
                new TypeReference<>() {});
    server.answer(context).list(ClusterCommand.LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }
}
