package io.tacet.cli.demo;

import io.tacet.contract.rest.JobOutcome.Silence;
import java.util.List;

/**
 * What was seen of the machine over all runs of measured phases together; {@code silence} in {@code
 * demo --json}. Immutable.
 *
 * @param runs number of runs
 * @param durationMillis length of all of them, ms
 * @param workerSockets most sockets the worker had in any of them, count
 * @param workerCpuMillis CPU time of the worker, ms
 * @param workerContextSwitches of the worker, count
 * @param missedDeadlines of the sampling, count
 * @param foreignPackets packets that were not the job's, as far as these can be told apart, count
 * @param foreignCpuMillis CPU time outside job and worker, ms
 * @param verdict a {@code Verdict}: DISTURBED if any run was
 * @param reasons why it was disturbed
 */
public record SilenceSum(
    int runs,
    double durationMillis,
    int workerSockets,
    double workerCpuMillis,
    long workerContextSwitches,
    long missedDeadlines,
    long foreignPackets,
    double foreignCpuMillis,
    String verdict,
    List<String> reasons) {

  private static final String DISTURBED = "DISTURBED";

  /**
   * Over these runs.
   *
   * @param silences at least one
   */
  static SilenceSum of(List<Silence> silences) {
    boolean disturbed = silences.stream().anyMatch(s -> s.verdict().equals(DISTURBED));
    return new SilenceSum(
        silences.size(),
        silences.stream().mapToLong(Silence::durationMicros).sum() / 1000.0,
        silences.stream().mapToInt(Silence::workerSockets).max().orElseThrow(),
        silences.stream().mapToLong(Silence::workerCpuMicros).sum() / 1000.0,
        silences.stream().mapToLong(Silence::workerContextSwitches).sum(),
        silences.stream().mapToLong(Silence::missedDeadlines).sum(),
        silences.stream().mapToLong(Silence::foreignPackets).sum(),
        silences.stream().mapToLong(Silence::foreignCpuMicros).sum() / 1000.0,
        disturbed ? DISTURBED : silences.get(silences.size() - 1).verdict(),
        silences.stream().flatMap(silence -> silence.reasons().stream()).distinct().toList());
  }
}
