package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/projects/{id}}: adds a project or changes one.
 *
 * @param description one line
 * @param watchers ids of users that get the project's mails, too
 */
public record PutProject(@Nullable String description, @Nullable List<String> watchers) {}
