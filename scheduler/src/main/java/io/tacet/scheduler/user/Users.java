package io.tacet.scheduler.user;

import io.tacet.contract.auth.ApiToken;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.Token;
import io.tacet.contract.rest.User;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.page.Tags.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users: reading and changing them. A change goes to the directory. Thread-safe. */
@ApplicationScoped
public class Users {

  /** What ids of users and projects look like. */
  public static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final UserRepository users;
  private final Tokens tokens;
  private final UserCheck check;
  private final UserDirectory directory;
  private final Sql sql;

  Users(UserRepository users, Tokens tokens, UserCheck check, UserDirectory directory, Sql sql) {
    this.users = users;
    this.tokens = tokens;
    this.check = check;
    this.directory = directory;
    this.sql = sql;
  }

  /** A user. */
  @Transactional
  public Optional<User> find(String id) {
    return users.findByIdOptional(id).map(user -> view(user, null));
  }

  /** Users by id, after this one. */
  @Transactional
  public List<User> list(@Nullable String after, int limit) {
    return users.after(after, limit).stream().map(user -> view(user, null)).toList();
  }

  /**
   * Adds a user, whose token is in the answer, or changes one.
   *
   * @throws ProblemException 400 naming every field that is wrong; 409 when no administrator would
   *     be left; 412 when it is not as it was seen
   */
  @Transactional
  public User put(String id, PutUser body, Condition condition) {
    Role role = check.check(id, body);
    UserEntity known = users.locked(id);
    condition.check(known == null ? null : view(known, null));
    boolean active = body.active() == null ? known == null || known.active : body.active();
    if (known != null && isAdministrator(known) && !(active && role == Role.ADMIN)) {
      keepAnAdministrator(known);
    }
    UserEntity user = known == null ? new UserEntity() : known;
    user.id = id;
    user.name = body.name() == null ? id : body.name().strip();
    user.mail = body.mail() == null ? "" : body.mail().strip();
    user.role = role;
    user.active = active;
    if (body.projects() != null) {
      user.projects = new TreeSet<>(body.projects());
    }
    if (body.machines() != null) {
      user.machines = new TreeSet<>(body.machines());
    }
    if (body.scheduleModes() != null) {
      user.scheduleModes =
          body.scheduleModes().stream()
              .map(mode -> mode.toUpperCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    Token token = null;
    if (known == null) {
      users.persistAndFlush(user);
      token = tokens.first(user);
    }
    users.flush();
    directory.publish(user);
    return view(user, token == null ? null : token.token());
  }

  private static boolean isAdministrator(UserEntity user) {
    return user.active && user.role == Role.ADMIN;
  }

  /** One at a time, so that the last two can't make room for each other. */
  private void keepAnAdministrator(UserEntity leaving) {
    sql.query(
        "SELECT pg_advisory_xact_lock(hashtextextended('tacet admins', 0))::text AS locked",
        row -> row.text("locked"));
    if (users.count("active and role = ?1 and id <> ?2", Role.ADMIN, leaving.id) == 0) {
      throw ProblemException.conflict(
          "User '" + leaving.id + "' is the last administrator; make another one first.");
    }
  }

  /** Makes the built-in user, or gives it another token; nothing when all is as it should be. */
  @Transactional
  public void bootstrap(String id, String mail, String project, String token) {
    UserEntity user = users.locked(id);
    boolean isNew = user == null;
    if (user == null) {
      user = new UserEntity();
      user.id = id;
      user.name = "Administrator";
      user.mail = mail;
      user.role = Role.ADMIN;
      user.projects.add(project);
      users.persistAndFlush(user);
    }
    if (tokens.bootstrap(user, ApiToken.hash(token)) || isNew) {
      directory.publish(user);
    }
  }

  private static User view(UserEntity user, @Nullable String token) {
    return new User(
        user.id,
        user.name,
        user.mail,
        user.role.name(),
        List.copyOf(user.projects),
        user.active,
        List.copyOf(user.machines),
        List.copyOf(user.scheduleModes),
        token);
  }
}
