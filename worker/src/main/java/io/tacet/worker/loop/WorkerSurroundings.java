package io.tacet.worker.loop;

import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.MachineFacts;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.GateSettings;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.log.Rotation;
import io.tacet.worker.measure.JobRunner;
import io.tacet.worker.power.PowerSettings;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.watch.MachineWatch;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * All that a worker's loop is given from outside. Immutable.
 *
 * @param bootstrapServers {@code host:port,…} of the brokers
 * @param security how the worker signs in to them
 * @param signer signs all that the worker writes
 * @param power empty: the machine stays on
 * @param logs when the logs of other programs are put aside
 * @param ids makes event ids
 * @param watch reads sensors while there is no job
 */
public record WorkerSurroundings(
    WorkerSettings settings,
    GateSettings gate,
    String bootstrapServers,
    KafkaSecurity security,
    Topics topics,
    SerdeSettings serde,
    EventSigner signer,
    JobRunner runner,
    MachineFacts facts,
    Optional<PowerSettings> power,
    Rotation logs,
    InstantSource clock,
    Supplier<UUID> ids,
    MachineWatch watch,
    StopRequest stop) {

  /** A loop that works in this directory. */
  public WorkerLoop loop(StateDirectory directory) {
    return new WorkerLoop(WorkerParts.of(this, directory));
  }
}
