package io.tacet.accountant.report;

import io.tacet.contract.rest.UseSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report, ready to be written; its JSON is this. Service units have nine digits after the point,
 * rounded half up once; ratedMicros (CPU-µs × rate) are exact and sum to the last digit. Immutable.
 *
 * @param asKnownOn null: with everything that is known
 * @param cluster null: everything
 * @param projects those usage is shown of; empty: all
 * @param users those usage is shown of; empty: all
 * @param classTerms what the classes of work mean; null: they were not asked for
 * @param credited end: to the moment the job ended; split: over its run time
 */
record Report(
    Instant madeAt,
    String zone,
    @Nullable Instant asKnownOn,
    @Nullable String cluster,
    List<String> projects,
    List<String> users,
    String by,
    String credited,
    boolean legacy,
    @Nullable String classTerms,
    List<Column> periods,
    Outlook outlook) {

  /**
   * One period.
   *
   * @param capacityServiceUnits what the hardware could supply
   * @param utilizationPercent null: there was no hardware
   * @param idleServiceUnits supplied and not used; null where that means nothing
   * @param severalNodes attempts that ran on several nodes and are booked whole on the first, count
   * @param severalNodesRatedMicros CPU-µs × rate of those
   * @param unratedMachines charged at rate 1, because they have none
   * @param uses what bounded the measured work of each project; null: not asked for
   */
  record Column(
      String name,
      LocalDate first,
      LocalDate last,
      Instant from,
      Instant until,
      long attempts,
      long notCharged,
      BigDecimal cpuMicros,
      BigDecimal ratedMicros,
      BigDecimal serviceUnits,
      BigDecimal capacityServiceUnits,
      @Nullable BigDecimal utilizationPercent,
      @Nullable BigDecimal idleServiceUnits,
      long measured,
      BigDecimal energyMicrojoules,
      long severalNodes,
      BigDecimal severalNodesRatedMicros,
      BigDecimal severalNodesServiceUnits,
      List<PiLine> pis,
      List<DetailLine> details,
      List<Interval> intervals,
      List<String> unratedMachines,
      @Nullable List<UseSummary> uses) {

    /** Whether any of it was of jobs on several nodes; of one that goes on there is use only. */
    boolean hasSeveralNodes() {
      return severalNodes > 0 || severalNodesRatedMicros.signum() > 0;
    }
  }

  /**
   * One PI; or nobody, whose usage belongs to no PI.
   *
   * @param pi null: nobody
   * @param usagePercent of everyone's usage; all together 100
   * @param contribution processors × rate × 100 × share, mean over the period
   * @param contributionPercent of what non-exempt PIs contributed; null for exempt ones
   * @param subscription percent, Over, Under, Exempt or n/a; of all usage, however narrowed
   * @param idleServiceUnits what the PI's part of the hardware did not do
   */
  record PiLine(
      @Nullable String pi,
      String alias,
      long attempts,
      long notCharged,
      BigDecimal cpuMicros,
      BigDecimal ratedMicros,
      BigDecimal serviceUnits,
      BigDecimal usagePercent,
      BigDecimal contribution,
      @Nullable BigDecimal contributionPercent,
      String subscription,
      @Nullable BigDecimal idleServiceUnits,
      long measured,
      BigDecimal energyMicrojoules) {}

  /** One project or user, under one PI. */
  record DetailLine(
      String key,
      @Nullable String pi,
      long attempts,
      long notCharged,
      BigDecimal cpuMicros,
      BigDecimal ratedMicros,
      BigDecimal serviceUnits,
      BigDecimal usagePercent) {}

  /** One point of the utilization line. */
  record Interval(
      Instant from,
      Instant until,
      BigDecimal ratedMicros,
      BigDecimal serviceUnits,
      BigDecimal capacityServiceUnits,
      @Nullable BigDecimal utilizationPercent) {}

  /**
   * When the cluster is full.
   *
   * @param outcome FULL_ON, FULL_NOW, NEVER or UNKNOWN
   * @param day null unless FULL_ON
   * @param sentence for people
   * @param assumption what it rests on
   */
  record Outlook(String outcome, @Nullable LocalDate day, String sentence, String assumption) {}
}
