package io.tacet.worker.outcome;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.journal.DurableFiles;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.Journal;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.spool.Spool;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Ends the order in hand: reports its spooled result, and closes the journal. One at a time. */
public final class Outcomes {

  private static final Logger LOG = Logger.getLogger(Outcomes.class);

  private final OutcomeReporter reporter;
  private final WireFormat wire;
  private final Topics topics;
  private final Journal journal;
  private final StateDirectory directory;
  private final EventSigner signer;

  /** For the worker with this journal and directory. */
  public Outcomes(
      OutcomeReporter reporter,
      WireFormat wire,
      Topics topics,
      Journal journal,
      StateDirectory directory,
      EventSigner signer) {
    this.reporter = reporter;
    this.wire = wire;
    this.topics = topics;
    this.journal = journal;
    this.directory = directory;
    this.signer = signer;
  }

  /**
   * Reports a result, exactly once, or keeps it as superseded.
   *
   * @throws StoppedException when the worker has to end first; the next start goes on from there
   */
  public OutcomeTransaction.Result report(HeldOrder held, Spool spool)
      throws IOException, StoppedException {
    JobStatus outcome = spool.outcome();
    OutcomeTransaction.Result result =
        reporter.report(
            new OffsetMove(
                held.committedOffset(),
                held.recordOffset() + 1,
                "outcome " + outcome.getEventId(),
                spool.bytes(),
                transaction -> spool.forEach(event -> transaction.send(message(held, event)))));
    if (result == OutcomeTransaction.Result.COMMITTED) {
      FaultPoint.WORKER_COMMITTED.reach();
      LOG.infof("Job %s: %s", held.command().getJobId(), outcome.getState());
    } else {
      keepSuperseded(held);
    }
    close(held);
    return result;
  }

  /** Forgets an order that is over, with all that is left of it. */
  public void close(HeldOrder held) throws IOException {
    journal.release(held.orderId());
    FaultPoint.WORKER_RELEASED.reach();
    DurableFiles.delete(directory.job(held.orderId()));
  }

  private void keepSuperseded(HeldOrder held) throws IOException {
    Path kept = directory.superseded(held.orderId());
    Path spool = directory.job(held.orderId()).resolve("spool");
    if (Files.exists(spool)) {
      DurableFiles.delete(kept);
      DurableFiles.move(spool, kept);
    }
    LOG.warnf(
        "Job %s, order %s: somebody else has ended this order. The result is not reported; it is"
            + " kept in %s (%d so far)",
        held.command().getJobId(), held.orderId(), kept, directory.supersededResults());
  }

  private ProducerRecord<byte[], byte[]> message(HeldOrder held, SpecificRecord event) {
    String topic = topic(event);
    byte[] key = held.command().getJobId().getBytes(StandardCharsets.UTF_8);
    return signer.sign(new ProducerRecord<>(topic, key, wire.encode(topic, event)));
  }

  private String topic(SpecificRecord event) {
    if (event instanceof PhaseResults) {
      return topics.results();
    }
    if (event instanceof MetricSeries) {
      return topics.metrics();
    }
    if (event instanceof LogChunk) {
      return topics.jobLogs();
    }
    if (event instanceof JobStatus) {
      return topics.jobStatus();
    }
    throw new IllegalArgumentException("No topic for " + event.getSchema().getFullName());
  }
}
