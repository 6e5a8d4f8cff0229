package io.tacet.cli.people;

import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a user. Filled by the command line; for one thread. */
final class UserFields {

  private static final String ALL = "all";

  @Option(names = "--name", paramLabel = "NAME", description = "Name for people; else the id.")
  private @Nullable String name;

  @Option(names = "--mail", paramLabel = "ADDRESS", description = "Where the user's mails go.")
  private @Nullable String mail;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "May submit to this project. May be repeated; those given replace the others.")
  private @Nullable List<String> projects;

  @Option(
      names = "--machine",
      paramLabel = "ID",
      description = "May use this machine only. May be repeated; 'all' for all machines.")
  private @Nullable List<String> machines;

  @Option(
      names = "--schedule-mode",
      paramLabel = "KIND",
      description =
          "May make schedules of this kind only: once, daily, weekly, cron, commit, tag. May be"
              + " repeated; 'all' for all kinds.")
  private @Nullable List<String> modes;

  /** A new user with these fields. */
  PutUser create(@Nullable String role) {
    return new PutUser(name, mail, role, projects, null, listed(machines), listed(modes));
  }

  /** A user with these fields changed, and the others as they are. */
  PutUser change(User user) {
    return new PutUser(
        name == null ? user.name() : name,
        mail == null ? user.mail() : mail,
        user.role(),
        projects,
        null,
        listed(machines),
        listed(modes));
  }

  /** Whether none is given. */
  boolean isEmpty() {
    return name == null && mail == null && projects == null && machines == null && modes == null;
  }

  private static @Nullable List<String> listed(@Nullable List<String> given) {
    return given != null && given.contains(ALL) ? List.of() : given;
  }
}
