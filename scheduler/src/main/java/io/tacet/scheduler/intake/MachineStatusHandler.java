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

  MachineStatusHandler(MachineReports reports) {
    this.reports = reports;
  }

  void handle(ConsumerRecord<byte[], byte[]> record, MachineStatus status) {
    if (!reports.keep(status, Instant.ofEpochMilli(record.timestamp()))) {
      throw new UnknownSubjectException("there is no machine '" + status.getMachine() + "'");
    }
  }
}
