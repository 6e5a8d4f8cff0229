package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.PiAssignment;
import io.tacet.contract.rest.PutPiAssignment;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code pi assign}. */
@Command(
    name = "assign",
    description = {
      "Says whose usage that of a project or user is, from a day on. Operators only.",
      "A user's PI counts where the project has none.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet pi assign ada --project engine --from 2026-01-01",
      "  tacet pi assign ada --user charles",
      "  tacet pi assign nobody --project engine --from 2026-07-01"
    })
final class PiAssignCommand implements Callable<Integer> {

  private static final String NOBODY = "nobody";

  private final Context context;

  @Parameters(paramLabel = "PI", description = "Id of the PI, or nobody.")
  private String pi = "";

  @ArgGroup(multiplicity = "1")
  private Of of = new Of();

  @Mixin private FromDay from = new FromDay();
  @Mixin private ServerOptions server = new ServerOptions();

  PiAssignCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean project = of.project != null;
    String id = Objects.requireNonNull(project ? of.project : of.user);
    PiAssignment set =
        server
            .accountant(context)
            .say(
                List.of(
                    "assignments",
                    project ? "projects" : "users",
                    id,
                    from.orToday(context).toString()),
                new PutPiAssignment(pi.equals(NOBODY) ? null : pi),
                new TypeReference<>() {});
    server.answer(context).list(PiAssignmentsCommand.LISTING, List.of(set), set, "");
    return ExitCode.OK;
  }

  /** One of them. */
  static final class Of {
    @Option(names = "--project", paramLabel = "ID", description = "A project.")
    private @Nullable String project;

    @Option(names = "--user", paramLabel = "ID", description = "A user.")
    private @Nullable String user;
  }
}
