package io.tacet.cli.people;

import io.tacet.cli.api.PeopleApi;
import io.tacet.cli.api.Tagged;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Project;
import io.tacet.contract.rest.PutProject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code project set}. */
@Command(
    name = "set",
    aliases = "create",
    description = {
      "Adds a project, or changes one; what is not given stays as it is. Administrators only.",
      "Who may submit to it: tacet user set USER --project ID",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet project set engine --description 'Search engine'",
      "  tacet project set engine --watcher ada --watcher bob"
    })
final class ProjectSetCommand implements Callable<Integer> {

  private static final String NONE = "none";

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id: a-z, 0-9, '.', '_', '-'.")
  private String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "One line for people.")
  private @Nullable String description;

  @Option(
      names = "--watcher",
      paramLabel = "USER",
      description =
          "A user that is there and gets the project's mails, too. May be repeated; 'none' for"
              + " nobody.")
  private @Nullable List<String> watchers;

  @Option(
      names = "--active",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether it takes new jobs.")
  private @Nullable Boolean active;

  @Mixin private ServerOptions server = new ServerOptions();

  ProjectSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PeopleApi people = server.scheduler(context).people();
    Optional<Tagged<Project>> read = people.project(id);
    List<String> watching = watchers != null && watchers.contains(NONE) ? List.of() : watchers;
    Project project =
        read.map(
                known ->
                    people.changeProject(
                        known,
                        new PutProject(
                            description == null ? known.value().description() : description,
                            watching,
                            active)))
            .orElseGet(() -> people.putProject(id, new PutProject(description, watching, active)));
    server.answer(context).list(ProjectCommand.LISTING, List.of(project), project, "");
    return ExitCode.OK;
  }
}
