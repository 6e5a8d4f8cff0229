package io.tacet.cli.people;

import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a list of users. */
final class UserListing {

  static final Listing<User> LISTING =
      new Listing<>(
          List.of(
              Column.text("USER", "id", User::id),
              Column.text("NAME", "name", User::name),
              Column.text("MAIL", "mail", User::mail),
              Column.text("ROLE", "role", User::role),
              Column.text("PROJECTS", "projects", user -> words(user.projects())),
              Column.shown(
                  "MACHINES",
                  "machines",
                  user -> orAll(user.machines()),
                  user -> words(user.machines())),
              Column.shown(
                  "SCHEDULES",
                  "scheduleModes",
                  user -> orAll(user.scheduleModes()),
                  user -> words(user.scheduleModes())),
              Column.shown(
                  "ACTIVE", "active", user -> user.active() ? "yes" : "no", User::active)));

  private UserListing() {}

  private static String orAll(@Nullable List<String> listed) {
    String words = words(listed);
    return words == null ? "all" : words;
  }

  private static @Nullable String words(@Nullable List<String> listed) {
    return listed == null || listed.isEmpty() ? null : String.join(" ", listed);
  }
}
