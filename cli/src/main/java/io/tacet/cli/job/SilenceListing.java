package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.JobOutcome.Silence;
import java.util.List;

/** The columns of silence records. */
final class SilenceListing {

  static final Listing<Silence> LISTING =
      new Listing<>(
          List.of(
              Column.number("RUN", "repeat", Silence::repeat),
              micros("LENGTH", "durationMicros", Silence::durationMicros),
              Column.number("WORKER SOCKETS", "workerSockets", Silence::workerSockets),
              micros("WORKER CPU", "workerCpuMicros", Silence::workerCpuMicros),
              Column.count("SWITCHES", "workerContextSwitches", Silence::workerContextSwitches),
              Column.count("MISSED", "missedDeadlines", Silence::missedDeadlines),
              Column.count("JOB PACKETS", "jobPackets", Silence::jobPackets),
              Column.count("FOREIGN PACKETS", "foreignPackets", Silence::foreignPackets),
              micros("FOREIGN CPU", "foreignCpuMicros", Silence::foreignCpuMicros),
              Column.text("VERDICT", "verdict", Silence::verdict)));

  private SilenceListing() {}

  private static Column<Silence> micros(
      String title, String field, java.util.function.Function<Silence, Long> value) {
    return Column.amount(
        title, field, row -> Amounts.micros(value.apply(row)), row -> value.apply(row));
  }
}
