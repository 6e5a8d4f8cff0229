package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/assignments/projects/{id}/{from}} and {@code
 * …/assignments/users/{id}/{from}} of the accountant.
 *
 * @param pi null: nobody's any more
 */
public record PutPiAssignment(@Nullable String pi) {}
