package io.tacet.scheduler.intake;

import io.tacet.scheduler.machine.MachineReports;
import io.tacet.schema.MachineStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps what a machine last said of itself. */
@ApplicationScoped
class MachineStatusHandler {

  private final MachineReports reports;
  private final MachineClocks clocks;

  MachineStatusHandler(MachineReports reports, MachineClocks clocks) {
    this.reports = reports;
    this.clocks = clocks;
  }

  void handle(ConsumerRecord<byte[], byte[]> record, MachineStatus status) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (!reports.keep(status, at)) {
      throw new UnknownSubjectException("there is no machine '" + status.getMachine() + "'");
    }
    clocks.seen(status.getMachine(), status.getOccurredAt(), at);
  }
}
