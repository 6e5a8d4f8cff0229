package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Project;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code project list}. */
@Command(
    name = "list",
    description = {"Lists all projects.", ""},
    footer = {"", "Example:", "  tacet project list -o json"})
final class ProjectListCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  ProjectListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Project> projects = server.scheduler(context).people().projects();
    server.answer(context).list(ProjectCommand.LISTING, projects, projects, "There is no project.");
    return ExitCode.OK;
  }
}
