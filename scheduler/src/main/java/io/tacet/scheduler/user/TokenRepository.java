package io.tacet.scheduler.user;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens by hash. */
@ApplicationScoped
class TokenRepository implements PanacheRepositoryBase<TokenEntity, String> {

  /** All of a user, the oldest first. */
  List<TokenEntity> of(String user) {
    return list("userId", Sort.by("createdAt").and("id"), user);
  }

  Optional<TokenEntity> of(String user, String id) {
    return find("userId = ?1 and id = ?2", user, id).firstResultOptional();
  }

  /** Hashes of a user's tokens that are valid now. */
  List<String> hashesOf(String user, Instant now) {
    return list("userId = ?1 and (expiresAt is null or expiresAt > ?2)", user, now).stream()
        .map(token -> token.hash)
        .sorted()
        .toList();
  }

  /** Users with a token whose end has come unheard. */
  List<String> usersWithEnded(Instant now) {
    return find("not ended and expiresAt <= ?1", now).stream()
        .map(token -> token.userId)
        .distinct()
        .sorted()
        .toList();
  }
}
