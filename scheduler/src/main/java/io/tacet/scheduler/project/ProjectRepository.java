package io.tacet.scheduler.project;

import io.quarkus.panache.common.Sort;
import io.tacet.scheduler.database.LockableById;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Projects by id. */
@ApplicationScoped
class ProjectRepository implements LockableById<ProjectEntity> {

  @Override
  public String table() {
    return "projects";
  }

  List<ProjectEntity> after(@Nullable String id, int limit) {
    return find("id > ?1", Sort.by("id"), id == null ? "" : id).page(0, limit).list();
  }
}
