package io.tacet.scheduler.user;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users by id. */
@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserEntity, String> {

  List<UserEntity> after(@Nullable String id, int limit) {
    return find("id > ?1", Sort.by("id"), id == null ? "" : id).page(0, limit).list();
  }
}
