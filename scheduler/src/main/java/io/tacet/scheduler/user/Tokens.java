package io.tacet.scheduler.user;

import io.tacet.contract.auth.ApiToken;
import io.tacet.contract.rest.NewToken;
import io.tacet.contract.rest.Token;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.user.TokenEntity.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * API tokens of users: several for each, to tell a laptop from a robot. A token is shown by what
 * makes it and by nothing else; only its hash is kept. What changes goes to the directory, so that
 * other services refuse a revoked one, too. Thread-safe.
 */
@ApplicationScoped
public class Tokens {

  private static final Logger LOG = Logger.getLogger(Tokens.class);
  private static final int MOST = 50;
  private static final int LONGEST_NAME = 100;

  private final UserRepository users;
  private final TokenRepository tokens;
  private final UserDirectory directory;
  private final SecureRandom random;
  private final Ids ids;
  private final InstantSource clock;

  Tokens(
      UserRepository users,
      TokenRepository tokens,
      UserDirectory directory,
      SecureRandom random,
      Ids ids,
      InstantSource clock) {
    this.users = users;
    this.tokens = tokens;
    this.directory = directory;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /** A user's tokens, the oldest first. */
  @Transactional
  public List<Token> of(String user) {
    return tokens.of(user).stream().map(token -> view(token, null)).toList();
  }

  /**
   * Makes a token.
   *
   * @throws ProblemException 400 naming every field that is wrong; 404 without such a user; 409
   *     when there are too many
   */
  @Transactional
  public Token create(String user, NewToken body) {
    check(body, false);
    UserEntity owner = lock(user);
    if (tokens.of(user).size() >= MOST) {
      throw ProblemException.conflict(
          "User '" + user + "' has " + MOST + " tokens; revoke one that is not used.");
    }
    Token made = issue(owner, body.name() == null ? "token" : body.name(), body.expiresAt());
    directory.publish(owner);
    return made;
  }

  /**
   * Makes a token in another one's place, which stays valid for a while if that is asked for.
   *
   * @throws ProblemException as for a new one, and 404 without such a token
   */
  @Transactional
  public Token rotate(String user, String id, NewToken body) {
    check(body, true);
    UserEntity owner = lock(user);
    TokenEntity old = find(user, id);
    Token made = issue(owner, body.name() == null ? old.name : body.name(), body.expiresAt());
    Instant end = body.oldValidUntil();
    if (end == null) {
      end(old);
    } else if (old.expiresAt == null || end.isBefore(old.expiresAt)) {
      old.expiresAt = end.truncatedTo(ChronoUnit.MICROS);
    }
    tokens.flush();
    directory.publish(owner);
    return made;
  }

  /**
   * Ends a token: from now on it is not valid and not known.
   *
   * @throws ProblemException 404 without such a user or token
   */
  @Transactional
  public void revoke(String user, String id) {
    UserEntity owner = lock(user);
    end(find(user, id));
    directory.publish(owner);
  }

  /** The token a new user begins with, in the transaction at hand. */
  Token first(UserEntity user) {
    return issue(user, "first", null);
  }

  /** The built-in user's only token from the configuration; whether it was another one. */
  boolean bootstrap(UserEntity user, String hash) {
    if (tokens.findById(hash) != null) {
      return false;
    }
    long replaced = tokens.delete("userId = ?1 and origin = ?2", user.id, Origin.BOOTSTRAP);
    LOG.debugf("%d tokens of the configuration before are gone", replaced);
    TokenEntity unused = keep(user.id, hash, "configuration", Origin.BOOTSTRAP, null);
    return true;
  }

  /** Tells the directory of tokens whose end has come; how many users it was. */
  @Transactional
  int endExpired() {
    Instant now = clock.instant();
    List<String> ended = tokens.usersWithEnded(now);
    for (String user : ended) {
      UserEntity owner = lock(user);
      tokens.update("ended = true where userId = ?1 and not ended and expiresAt <= ?2", user, now);
      directory.publish(owner);
      LOG.infof("a token of user %s has expired", user);
    }
    return ended.size();
  }

  private Token issue(UserEntity user, String name, @Nullable Instant expiresAt) {
    String token = ApiToken.random(random);
    TokenEntity kept = keep(user.id, ApiToken.hash(token), name.strip(), Origin.ISSUED, expiresAt);
    LOG.infof("user %s has a new token '%s' (%s)", user.id, kept.name, kept.id);
    return view(kept, token);
  }

  private TokenEntity keep(
      String user, String hash, String name, Origin origin, @Nullable Instant expiresAt) {
    TokenEntity entity = new TokenEntity();
    entity.hash = hash;
    entity.id = ids.job();
    entity.name = name;
    entity.userId = user;
    entity.origin = origin;
    entity.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    entity.expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    tokens.persistAndFlush(entity);
    return entity;
  }

  private void end(TokenEntity token) {
    LOG.infof("token '%s' (%s) of user %s is revoked", token.name, token.id, token.userId);
    tokens.delete(token);
    tokens.flush();
  }

  private UserEntity lock(String user) {
    UserEntity owner = users.locked(user);
    if (owner == null) {
      throw ProblemException.notFound("There is no user '" + user + "'.");
    }
    return owner;
  }

  private TokenEntity find(String user, String id) {
    return tokens
        .of(user, id)
        .orElseThrow(
            () -> ProblemException.notFound("User '" + user + "' has no token '" + id + "'."));
  }

  private void check(NewToken body, boolean rotated) {
    FieldErrors errors = new FieldErrors();
    errors.line("name", body.name(), LONGEST_NAME);
    errors.require(
        body.name() == null || !body.name().isBlank(),
        "name",
        "must not be empty; leave it out instead");
    Instant now = clock.instant();
    errors.require(
        body.expiresAt() == null || body.expiresAt().isAfter(now),
        "expiresAt",
        "must not have passed");
    errors.require(
        rotated || body.oldValidUntil() == null, "oldValidUntil", "is for a rotation only");
    errors.throwIfAny();
  }

  private Token view(TokenEntity token, @Nullable String secret) {
    Instant end = token.expiresAt;
    return new Token(
        token.id,
        token.name,
        token.createdAt,
        token.lastUsedAt,
        end,
        end != null && !end.isAfter(clock.instant()),
        secret);
  }
}
