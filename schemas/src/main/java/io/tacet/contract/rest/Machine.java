package io.tacet.contract.rest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A measurement machine, {@code GET /api/v1/machines}.
 *
 * @param kind a {@code MachineKind}
 * @param state a {@code MachineState}; UNKNOWN until its worker has spoken
 * @param jobId the job in hand
 * @param queuedJobs jobs waiting that it may take, count
 * @param lastStatusAt broker's time of its last status
 * @param statusDueAt when the next one is due at the latest; null: none is expected
 * @param overdue whether that time has passed
 * @param facts what the machine is; null until its worker has spoken
 * @param queueOrder FIFO or RANDOM: which job of a project is next
 */
public record Machine(
    String id,
    String description,
    String kind,
    Map<String, String> labels,
    String state,
    @Nullable String jobId,
    long queuedJobs,
    @Nullable Instant lastStatusAt,
    @Nullable Instant statusDueAt,
    boolean overdue,
    @Nullable String message,
    @Nullable Facts facts,
    @Nullable String queueOrder) {

  /**
   * What the machine is.
   *
   * @param memoryBytes installed memory, bytes
   */
  public record Facts(
      String hostname,
      String cpuModel,
      int logicalCpus,
      int physicalCores,
      long memoryBytes,
      String kernel,
      String architecture,
      String operatingSystem,
      String workerVersion) {}
}
