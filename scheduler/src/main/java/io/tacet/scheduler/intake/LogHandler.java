package io.tacet.scheduler.intake;

import io.tacet.scheduler.job.JobLogs;
import io.tacet.scheduler.job.JobStore;
import io.tacet.schema.LogChunk;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the output of jobs. */
@ApplicationScoped
class LogHandler {

  private final JobStore jobs;
  private final JobLogs logs;

  LogHandler(JobStore jobs, JobLogs logs) {
    this.jobs = jobs;
    this.logs = logs;
  }

  void handle(ConsumerRecord<byte[], byte[]> record, LogChunk chunk) {
    if (jobs.find(chunk.getJobId()).isEmpty()) {
      throw new UnknownSubjectException("there is no job '" + chunk.getJobId() + "'");
    }
    logs.add(chunk);
  }
}
