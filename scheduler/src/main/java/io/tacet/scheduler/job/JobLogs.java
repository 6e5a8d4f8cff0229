package io.tacet.scheduler.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.rest.LogPage;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.LogChunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;

/** The output of jobs, as their machines reported it. Thread-safe. */
@ApplicationScoped
public class JobLogs {

  private final Sql sql;

  JobLogs(Sql sql) {
    this.sql = sql;
  }

  /** Keeps a piece; one that is there already stays. */
  public void add(LogChunk chunk) {
    ByteBuffer content = chunk.getContent();
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    sql.update(
        """
        INSERT INTO job_logs (order_id, chunk, job_id, attempt, phase, repeat, stream, content,
                              omitted_bytes_before)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id, chunk) DO NOTHING
        """,
        chunk.getOrderId(),
        chunk.getChunk(),
        chunk.getJobId(),
        chunk.getAttempt(),
        chunk.getPhase(),
        chunk.getRepeat(),
        chunk.getStream().name(),
        bytes,
        chunk.getOmittedBytesBefore());
  }

  /** Output of one attempt, in order. */
  public LogPage of(String jobId, int attempt) {
    return new LogPage(
        attempt,
        sql.query(
            """
            SELECT phase, repeat, stream, content, omitted_bytes_before FROM job_logs
            WHERE job_id = ? AND attempt = ? ORDER BY chunk
            """,
            row ->
                new LogPage.Chunk(
                    row.text("phase"),
                    row.number("repeat"),
                    row.text("stream"),
                    new String(row.bytes("content"), UTF_8),
                    row.longNumber("omitted_bytes_before")),
            jobId,
            attempt));
  }
}
