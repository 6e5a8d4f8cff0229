package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Project;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verb {@code project}. */
@Command(
    name = "project",
    description = {"Projects jobs are submitted to, and who gets their mails.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet project list",
      "  tacet project set engine --description 'Search engine'",
      "  tacet project set engine --watcher ada                       ada is a user already",
      "  tacet project set engine --active false"
    })
public final class ProjectCommand extends Group {

  static final Listing<Project> LISTING =
      new Listing<>(
          List.of(
              Column.text("PROJECT", "id", Project::id),
              Column.text("DESCRIPTION", "description", Project::description),
              Column.text(
                  "WATCHERS",
                  "watchers",
                  project ->
                      project.watchers().isEmpty() ? null : String.join(" ", project.watchers())),
              Column.shown(
                  "ACTIVE",
                  "active",
                  project -> project.active() ? "yes" : "no",
                  Project::active)));

  private ProjectCommand() {}

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new ProjectCommand())
        .addSubcommand(new ProjectListCommand(context))
        .addSubcommand(new ProjectSetCommand(context));
  }
}
