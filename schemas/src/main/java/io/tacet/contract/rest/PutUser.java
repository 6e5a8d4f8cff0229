package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/users/{id}}: adds a user or changes one.
 *
 * @param name display name; null: the id
 * @param mail mail address
 * @param role SUBMITTER, OPERATOR or ADMIN; null: SUBMITTER
 * @param projects projects the user may submit to; unknown ones are refused; null: as they were
 * @param active false: may do nothing any more, and is kept for history; null: as it was
 * @param machines the only machines the user may use; empty: all; null: as they were
 * @param scheduleModes the only kinds of schedule the user may make, of ONCE, DAILY, WEEKLY, CRON,
 *     COMMIT, TAG; empty: all; null: as they were
 */
public record PutUser(
    @Nullable String name,
    @Nullable String mail,
    @Nullable String role,
    @Nullable List<String> projects,
    @Nullable Boolean active,
    @Nullable List<String> machines,
    @Nullable List<String> scheduleModes) {

  /** Without a word on what the user may use. */
  public PutUser(
      @Nullable String name,
      @Nullable String mail,
      @Nullable String role,
      @Nullable List<String> projects) {
    this(name, mail, role, projects, null, null, null);
  }
}
