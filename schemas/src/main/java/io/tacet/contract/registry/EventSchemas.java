package io.tacet.contract.registry;

import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.Notice;
import io.tacet.schema.PhaseResults;
import io.tacet.schema.ProjectShare;
import io.tacet.schema.UsageBooked;
import java.util.List;
import org.apache.avro.Schema;

/** The record types that are written to topics. */
public final class EventSchemas {

  private EventSchemas() {}

  /** One schema per topic, each complete in itself. */
  public static List<Schema> all() {
    return List.of(
        JobCommand.getClassSchema(),
        JobStatus.getClassSchema(),
        MachineStatus.getClassSchema(),
        PhaseResults.getClassSchema(),
        MetricSeries.getClassSchema(),
        LogChunk.getClassSchema(),
        Notice.getClassSchema(),
        ProjectShare.getClassSchema(),
        UsageBooked.getClassSchema(),
        DirectoryEntry.getClassSchema());
  }
}
