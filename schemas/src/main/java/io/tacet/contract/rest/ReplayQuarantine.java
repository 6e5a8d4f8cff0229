package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/imports/quarantine/replay} of the accountant; all given must hold.
 *
 * @param ids of lines; absent: any
 * @param run lines of one import; absent: any
 * @param reason lines put aside for this; absent: any
 */
public record ReplayQuarantine(
    @Nullable List<Long> ids, @Nullable Long run, @Nullable String reason) {}
