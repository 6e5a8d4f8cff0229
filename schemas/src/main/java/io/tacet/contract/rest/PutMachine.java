package io.tacet.contract.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/machines/{id}}: registers a machine or changes what is said of it.
 *
 * @param description one line, unique among machines, at most 200 characters; null: the id
 * @param kind BENCHMARKING, PROFILING or DEVELOPMENT; null: BENCHMARKING
 * @param labels names {@code [a-z0-9.-]{1,63}} to values of at most 200 characters
 * @param queueOrder FIFO or RANDOM: which job of a project is next; null: as it was, FIFO for a new
 *     machine
 */
public record PutMachine(
    @Nullable String description,
    @Nullable String kind,
    @Nullable Map<String, String> labels,
    @Nullable String queueOrder) {

  /** A machine that keeps its queue's order. */
  public PutMachine(
      @Nullable String description, @Nullable String kind, @Nullable Map<String, String> labels) {
    this(description, kind, labels, null);
  }
}
