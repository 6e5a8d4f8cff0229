package io.tacet.scheduler.user;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tokens by hash. */
@ApplicationScoped
class TokenRepository implements PanacheRepositoryBase<TokenEntity, String> {

  List<String> hashesOf(String user) {
    return list("userId", user).stream().map(token -> token.hash).sorted().toList();
  }
}
