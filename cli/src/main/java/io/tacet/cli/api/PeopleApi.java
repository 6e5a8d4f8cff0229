package io.tacet.cli.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.NewToken;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Project;
import io.tacet.contract.rest.PutProject;
import io.tacet.contract.rest.PutQuota;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.Quota;
import io.tacet.contract.rest.Token;
import io.tacet.contract.rest.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of the scheduler's REST interface that is about people. For several threads. */
public final class PeopleApi {

  private static final String USERS = "users";
  private static final String PROJECTS = "projects";
  private static final String QUOTAS = "quotas";
  private static final String TOKENS = "tokens";

  private final RestClient rest;

  PeopleApi(RestClient rest) {
    this.rest = rest;
  }

  /** All users, by id. */
  public List<User> users() {
    return all(cursor -> rest.get(list(USERS, cursor), new TypeReference<Page<User>>() {}));
  }

  /** A user. */
  public Tagged<User> user(String id) {
    return rest.tagged(Query.path(USERS, id), new TypeReference<>() {});
  }

  /** Adds a user, whose token is in the answer; empty: there is one of this id. */
  public Optional<User> addUser(String id, PutUser user) {
    if (rest.find(Query.path(USERS, id), new TypeReference<User>() {}).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(rest.send("PUT", Query.path(USERS, id), user, new TypeReference<>() {}));
  }

  /** Changes a user that is as it was read. */
  public User changeUser(Tagged<User> read, PutUser user) {
    return rest.change(
        Query.path(USERS, read.value().id()), user, read.tag(), new TypeReference<>() {});
  }

  /** A user's tokens, the oldest first. */
  public List<Token> tokens(String user) {
    return all(
        cursor -> rest.get(Query.path(USERS, user, TOKENS), new TypeReference<Page<Token>>() {}));
  }

  /** Makes a token. */
  public Token createToken(String user, NewToken token) {
    return rest.send("POST", Query.path(USERS, user, TOKENS), token, new TypeReference<>() {});
  }

  /** Makes a token in another one's place. */
  public Token rotateToken(String user, String id, NewToken token) {
    return rest.send(
        "POST", Query.path(USERS, user, TOKENS, id, "rotate"), token, new TypeReference<>() {});
  }

  /** Ends a token. */
  public void revokeToken(String user, String id) {
    rest.delete(Query.path(USERS, user, TOKENS, id));
  }

  /** All projects, by id. */
  public List<Project> projects() {
    return all(cursor -> rest.get(list(PROJECTS, cursor), new TypeReference<Page<Project>>() {}));
  }

  /** A project; empty: there is none. */
  public Optional<Tagged<Project>> project(String id) {
    return rest.find(Query.path(PROJECTS, id), new TypeReference<Project>() {})
        .map(found -> rest.tagged(Query.path(PROJECTS, id), new TypeReference<>() {}));
  }

  /** Adds a project, or changes one whatever it is now. */
  public Project putProject(String id, PutProject project) {
    return rest.send("PUT", Query.path(PROJECTS, id), project, new TypeReference<>() {});
  }

  /** Changes a project that is as it was read. */
  public Project changeProject(Tagged<Project> read, PutProject project) {
    return rest.change(
        Query.path(PROJECTS, read.value().id()), project, read.tag(), new TypeReference<>() {});
  }

  /** Quotas by user and machine; null: all one may see. */
  public List<Quota> quotas(@Nullable String user, @Nullable String machine) {
    return all(
        cursor ->
            rest.get(
                list(QUOTAS, cursor).with("user", user).with("machine", machine),
                new TypeReference<Page<Quota>>() {}));
  }

  /** Sets a quota. */
  public Quota putQuota(String user, String machine, long seconds) {
    return rest.send(
        "PUT", Query.path(QUOTAS, user, machine), new PutQuota(seconds), new TypeReference<>() {});
  }

  /** Removes a quota. */
  public void deleteQuota(String user, String machine) {
    rest.delete(Query.path(QUOTAS, user, machine));
  }

  private static Query list(String what, @Nullable String cursor) {
    return Query.path(what).with("limit", SchedulerApi.LARGEST_PAGE).with("cursor", cursor);
  }

  private static <T> List<T> all(Function<@Nullable String, Page<T>> page) {
    List<T> items = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> next = page.apply(cursor);
      items.addAll(next.items());
      cursor = next.nextCursor();
    } while (cursor != null);
    return items;
  }
}
