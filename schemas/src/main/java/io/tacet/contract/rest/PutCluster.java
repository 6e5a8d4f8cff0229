package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/clusters/{id}/{from}} of the accountant.
 *
 * @param machines all of them; empty: the cluster is given up
 */
public record PutCluster(@Nullable List<String> machines) {}
