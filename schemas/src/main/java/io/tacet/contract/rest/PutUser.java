package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/users/{id}}: adds a user or changes one.
 *
 * @param name display name; null: the id
 * @param mail mail address
 * @param role SUBMITTER, OPERATOR or ADMIN; null: SUBMITTER
 * @param projects projects the user may submit to; unknown ones are refused
 */
public record PutUser(
    @Nullable String name,
    @Nullable String mail,
    @Nullable String role,
    @Nullable List<String> projects) {}
