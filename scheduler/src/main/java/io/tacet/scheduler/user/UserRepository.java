package io.tacet.scheduler.user;

import io.quarkus.panache.common.Sort;
import io.tacet.scheduler.database.LockableById;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users by id. */
@ApplicationScoped
class UserRepository implements LockableById<UserEntity> {

  @Override
  public String table() {
    return "users";
  }

  List<UserEntity> after(@Nullable String id, int limit) {
    return find("id > ?1", Sort.by("id"), id == null ? "" : id).page(0, limit).list();
  }
}
