package io.tacet.contract.rest;

/**
 * Body of {@code POST /api/v1/machines/{id}/reset-offset}: the way back for a machine whose
 * committed offset is lost, after a look. Orders before the offset count as over.
 *
 * @param offset the next offset the worker shall read, at least 0
 */
public record ResetOffset(long offset) {}
