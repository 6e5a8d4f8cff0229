package io.tacet.scheduler.user;

import io.tacet.contract.rest.PutUser;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Rights;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.project.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for what may be said of a user. Thread-safe. */
@ApplicationScoped
class UserCheck {

  private static final Pattern MAIL =
      Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]+@[^\\s@<>,;:\"\\p{Cntrl}]+");
  private static final int LONGEST = 200;

  private final Projects projects;
  private final Sql sql;

  UserCheck(Projects projects, Sql sql) {
    this.projects = projects;
    this.sql = sql;
  }

  /**
   * Checks.
   *
   * @return the role
   * @throws ProblemException 400 naming every field that is wrong
   */
  Role check(String id, PutUser body) {
    FieldErrors errors = new FieldErrors();
    errors.require(Users.ID.matcher(id).matches(), "id", "must match " + Users.ID.pattern());
    errors.line("name", body.name(), LONGEST);
    String mail = body.mail() == null ? "" : body.mail().strip();
    errors.require(
        mail.length() <= LONGEST && MAIL.matcher(mail).matches(), "mail", "must be a mail address");
    each("projects", body.projects(), projects::exists, "there is no project", errors);
    each("machines", body.machines(), this::isMachine, "there is no machine", errors);
    each(
        "scheduleModes",
        body.scheduleModes(),
        mode -> Rights.SCHEDULE_MODES.contains(mode.toUpperCase(Locale.ROOT)),
        "must be one of " + String.join(", ", Rights.SCHEDULE_MODES) + ", not",
        errors);
    Role role = role(body.role(), errors);
    errors.throwIfAny();
    return role;
  }

  private static void each(
      String field,
      @Nullable List<@Nullable String> named,
      Predicate<String> isKnown,
      String message,
      FieldErrors errors) {
    List<@Nullable String> all = named == null ? List.of() : named;
    for (int i = 0; i < all.size(); i++) {
      String one = all.get(i);
      errors.require(
          one != null && isKnown.test(one), field + "[" + i + "]", message + " '" + one + "'");
    }
  }

  private boolean isMachine(String id) {
    return sql.first("SELECT id FROM machines WHERE id = ?", row -> row.text("id"), id).isPresent();
  }

  private static Role role(@Nullable String text, FieldErrors errors) {
    try {
      return text == null ? Role.SUBMITTER : Role.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      errors.add("role", "must be SUBMITTER, OPERATOR or ADMIN");
      return Role.SUBMITTER;
    }
  }
}
