package io.tacet.contract.rest;

import java.util.List;
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
 * @param macAddresses of the network cards a magic packet wakes it by, at most 8, {@code
 *     00:11:22:33:44:55}; null: as it was
 */
public record PutMachine(
    @Nullable String description,
    @Nullable String kind,
    @Nullable Map<String, String> labels,
    @Nullable String queueOrder,
    @Nullable List<@Nullable String> macAddresses) {

  /** A machine that keeps its queue's order and its addresses. */
  public PutMachine(
      @Nullable String description, @Nullable String kind, @Nullable Map<String, String> labels) {
    this(description, kind, labels, null, null);
  }
}
