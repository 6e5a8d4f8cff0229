package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/imports/quarantine/discard} of the accountant; one of the first three
 * must be given, and all given must hold.
 *
 * @param ids of lines; absent: any
 * @param run lines of one import; absent: any
 * @param reason lines put aside for this; absent: any
 * @param because why they are let go, for whoever asks later; at most 200 characters
 */
public record DiscardQuarantine(
    @Nullable List<Long> ids,
    @Nullable Long run,
    @Nullable String reason,
    @Nullable String because) {}
