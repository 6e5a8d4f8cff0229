package io.tacet.scheduler.database;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entities with a text for an id that can be kept from being changed by others.
 *
 * @param <E> the entity
 */
public interface LockableById<E> extends PanacheRepositoryBase<E, String> {

  /** Table of the entity; its key is the column {@code id}. */
  String table();

  /**
   * One that nobody else changes until the transaction ends; null: there is none. To be called
   * before the transaction has read it in another way.
   */
  default @Nullable E locked(String id) {
    // Not by a lock mode: collections that are fetched with the row come by outer joins, which
    // PostgreSQL can't lock, and the way Hibernate 7.2 then locks afterwards keeps its notes in a
    // plan that all threads share
    List<?> unused =
        getEntityManager()
            .createNativeQuery("SELECT id FROM " + table() + " WHERE id = ?1 FOR UPDATE")
            .setParameter(1, id)
            .getResultList();
    return findById(id);
  }
}
