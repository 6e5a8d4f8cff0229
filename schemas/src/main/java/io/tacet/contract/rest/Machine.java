package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
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
 * @param condition what it comes to: ONLINE, SILENT (until {@code statusDueAt}), OVERDUE, OFF,
 *     WAKING, STOPPED, BLOCKED, DRAINING (a job it has begun is not over), DRAINED, QUARANTINED,
 *     MAINTENANCE, RETIRED, or UNKNOWN: its worker has never spoken
 * @param duty an operator's word: IN_USE, DRAINED, MAINTENANCE, RETIRING or RETIRED
 * @param quarantine null: it is not in quarantine
 * @param macAddresses of the network cards that wake it, {@code 00:11:22:33:44:55}
 * @param wake null: nobody is trying to wake it
 * @param keys it signs, or signed, its events with, the oldest first; from the first on it must
 *     sign
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
    @Nullable String queueOrder,
    @Nullable String condition,
    @Nullable Word duty,
    @Nullable Word quarantine,
    @Nullable List<String> macAddresses,
    @Nullable Wake wake,
    @Nullable List<Key> keys) {

  /**
   * A key it signs its events with.
   *
   * @param id derived from the key, 32 hex digits
   * @param publicKey base64 of PEM
   * @param validUntil null: no end
   */
  public record Key(
      String id, String publicKey, Instant registeredAt, @Nullable Instant validUntil) {}

  /**
   * What somebody has said of it.
   *
   * @param by a user, or {@code scheduler}; null: nobody has said anything yet
   */
  public record Word(
      String word, @Nullable String reason, @Nullable String by, @Nullable Instant since) {}

  /**
   * That it is being woken.
   *
   * @param by a user, or {@code scheduler}: an order waits there
   * @param packets how many times magic packets were sent
   * @param nextAt when they are sent again, or it is given up; null: it is given up
   * @param message why it is given up, or what went wrong
   */
  public record Wake(
      Instant wantedAt,
      String by,
      int packets,
      @Nullable Instant sentAt,
      @Nullable Instant nextAt,
      @Nullable String message) {}

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
