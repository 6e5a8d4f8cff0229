package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import, {@code GET /api/v1/imports/{id}} of the accountant. Each line read is imported,
 * already there, quarantined or skipped.
 *
 * @param zone time zone the times in the file were read in
 * @param state OPEN: its bytes are not here yet; RUNNING; DONE; INCOMPLETE: the file broke off and
 *     what came before is imported; FAILED: what was imported before stays; BROKEN_OFF: it is
 *     running for the database, and nobody has worked on it for minutes
 * @param updatedAt when lines of it were last booked
 * @param lines read, count
 * @param imported new records, count; in a dry run those that would be
 * @param alreadyThere lines whose record was there with the same content, count
 * @param quarantined lines put aside, count
 * @param skipped lines that need not be booked, count
 * @param reasons lines quarantined and skipped, by reason in words, count
 * @param reasonCodes the same by the reasons' codes, which stay when the words change
 * @param unratedHosts hosts without a charge rate, charged at rate 1; at most 1000
 * @param hostsOutsideCluster hosts that are not machines of the cluster; at most 1000
 * @param severalNodes jobs on several nodes, booked whole on the first of them and at its rate,
 *     count
 * @param error why it is INCOMPLETE or FAILED
 */
public record ImportRun(
    long id,
    String source,
    String cluster,
    String file,
    String zone,
    String charset,
    String projectFrom,
    boolean dryRun,
    String state,
    String startedBy,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    long lines,
    long imported,
    long alreadyThere,
    long quarantined,
    long skipped,
    Map<String, Long> reasons,
    Map<String, Long> reasonCodes,
    List<String> unratedHosts,
    List<String> hostsOutsideCluster,
    long severalNodes,
    @Nullable String error) {

  /** Code of lines skipped because they are of another cluster than the one named. */
  public static final String OTHER_CLUSTER = "OTHER_CLUSTER";

  /** Codes are missing where an earlier accountant answers. */
  public ImportRun {
    reasonCodes = reasonCodes == null ? Map.of() : reasonCodes;
  }
}
