package io.tacet.contract.rest;

import java.util.List;

/** A project, {@code GET /api/v1/projects}. */
public record Project(String id, String description, List<String> watchers, boolean active) {}
