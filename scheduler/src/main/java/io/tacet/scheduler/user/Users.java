package io.tacet.scheduler.user;

import io.tacet.contract.auth.ApiToken;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.User;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.directory.Directory;
import io.tacet.scheduler.project.Projects;
import io.tacet.scheduler.user.TokenEntity.Origin;
import io.tacet.schema.DirectoryUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Users: reading and changing them. A change goes to the directory. Thread-safe. */
@ApplicationScoped
public class Users {

  /** What ids of users and projects look like. */
  public static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private static final Pattern MAIL =
      Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]+@[^\\s@<>,;:\"\\p{Cntrl}]+");
  private static final int LONGEST = 200;

  private final UserRepository users;
  private final TokenRepository tokens;
  private final Projects projects;
  private final Directory directory;
  private final SecureRandom random;
  private final InstantSource clock;

  Users(
      UserRepository users,
      TokenRepository tokens,
      Projects projects,
      Directory directory,
      SecureRandom random,
      InstantSource clock) {
    this.users = users;
    this.tokens = tokens;
    this.projects = projects;
    this.directory = directory;
    this.random = random;
    this.clock = clock;
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
   * @throws ProblemException 400 naming every field that is wrong
   */
  @Transactional
  public User put(String id, PutUser body) {
    Role role = check(id, body);
    UserEntity known = users.findById(id, LockModeType.PESSIMISTIC_WRITE);
    UserEntity user = known == null ? new UserEntity() : known;
    user.id = id;
    user.name = body.name() == null ? id : body.name().strip();
    user.mail = body.mail() == null ? "" : body.mail().strip();
    user.role = role;
    if (body.projects() != null) {
      user.projects = new TreeSet<>(body.projects());
    }
    String token = null;
    if (known == null) {
      users.persistAndFlush(user);
      token = ApiToken.random(random);
      add(user, token, Origin.ISSUED);
    }
    users.flush();
    publish(user);
    return view(user, token);
  }

  /** Makes the built-in user, or gives it another token; nothing when all is as it should be. */
  @Transactional
  public void bootstrap(String id, String mail, String project, String token) {
    UserEntity user = users.findById(id, LockModeType.PESSIMISTIC_WRITE);
    boolean changed = user == null;
    if (user == null) {
      user = new UserEntity();
      user.id = id;
      user.name = "Administrator";
      user.mail = mail;
      user.role = Role.ADMIN;
      user.projects.add(project);
      users.persistAndFlush(user);
    }
    String hash = ApiToken.hash(token);
    if (tokens.findById(hash) == null) {
      long replaced = tokens.delete("userId = ?1 and origin = ?2", id, Origin.BOOTSTRAP);
      changed |= replaced >= 0;
      add(user, token, Origin.BOOTSTRAP);
    }
    if (changed) {
      publish(user);
    }
  }

  private void add(UserEntity user, String token, Origin origin) {
    TokenEntity entity = new TokenEntity();
    entity.hash = ApiToken.hash(token);
    entity.userId = user.id;
    entity.origin = origin;
    entity.createdAt = clock.instant();
    tokens.persistAndFlush(entity);
  }

  private Role check(String id, PutUser body) {
    FieldErrors errors = new FieldErrors();
    errors.require(ID.matcher(id).matches(), "id", "must match " + ID.pattern());
    errors.line("name", body.name(), LONGEST);
    String mail = body.mail() == null ? "" : body.mail().strip();
    errors.require(
        mail.length() <= LONGEST && MAIL.matcher(mail).matches(), "mail", "must be a mail address");
    List<String> named = body.projects() == null ? List.of() : body.projects();
    for (int i = 0; i < named.size(); i++) {
      String project = named.get(i);
      errors.require(
          project != null && projects.exists(project),
          "projects[" + i + "]",
          "there is no project '" + project + "'");
    }
    Role role = role(body.role(), errors);
    errors.throwIfAny();
    return role;
  }

  private static Role role(@Nullable String text, FieldErrors errors) {
    try {
      return text == null ? Role.SUBMITTER : Role.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      errors.add("role", "must be SUBMITTER, OPERATOR or ADMIN");
      return Role.SUBMITTER;
    }
  }

  private void publish(UserEntity user) {
    directory.user(
        DirectoryUser.newBuilder()
            .setId(user.id)
            .setName(user.name)
            .setMail(user.mail)
            .setRole(io.tacet.schema.Role.valueOf(user.role.name()))
            .setProjects(List.copyOf(user.projects))
            .setTokenHashes(tokens.hashesOf(user.id))
            .setActive(user.active)
            .build());
  }

  private static User view(UserEntity user, @Nullable String token) {
    return new User(
        user.id,
        user.name,
        user.mail,
        user.role.name(),
        List.copyOf(user.projects),
        user.active,
        token);
  }
}
