package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/projects/{id}}: adds a project or changes one.
 *
 * @param description one line
 * @param watchers ids of users that get the project's mails, too; null: as they were
 * @param active false: takes no more jobs, and is kept for history; null: as it was
 */
public record PutProject(
    @Nullable String description, @Nullable List<String> watchers, @Nullable Boolean active) {

  /** Without a word on whether it is in use. */
  public PutProject(@Nullable String description, @Nullable List<String> watchers) {
    this(description, watchers, null);
  }
}
