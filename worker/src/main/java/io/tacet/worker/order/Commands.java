package io.tacet.worker.order;

import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.outcome.OutcomeStatus.Cancellation;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads commands and refuses what is none for this machine. One thread at a time. */
final class Commands {

  private final WireFormat wire;
  private final String machine;

  Commands(WireFormat wire, String machine) {
    this.wire = wire;
    this.machine = machine;
  }

  /**
   * The command in a record.
   *
   * @throws UndecodableEventException when it is none, or not whole, or another machine's
   */
  JobCommand read(ConsumerRecord<byte[], byte[]> source) {
    JobCommand command = wire.decode(source.topic(), source.value());
    String problem = problem(command);
    if (problem != null) {
      throw new UndecodableEventException(source.topic() + ": " + problem, null);
    }
    return command;
  }

  /** The cancellation in a record, if it is one of this order. */
  Optional<Cancellation> cancellationOf(String orderId, ConsumerRecord<byte[], byte[]> source) {
    JobCommand command;
    try {
      command = read(source);
    } catch (UndecodableEventException e) {
      return Optional.empty(); // it becomes a dead letter when its turn comes
    }
    if (command.getKind() != CommandKind.CANCEL || !command.getOrderId().equals(orderId)) {
      return Optional.empty();
    }
    return Optional.of(
        new Cancellation(command.getCancel().getRequestedBy(), command.getCancel().getReason()));
  }

  private @org.jspecify.annotations.Nullable String problem(JobCommand command) {
    if (!command.getMachine().equals(machine)) {
      return "the command is for machine '" + command.getMachine() + "'";
    }
    if (command.getOrderId().isBlank() || command.getJobId().isBlank()) {
      return "the command has no orderId or no jobId";
    }
    return switch (command.getKind()) {
      case ORDER -> command.getOrder() == null ? "an ORDER without its field order" : null;
      case CANCEL -> command.getCancel() == null ? "a CANCEL without its field cancel" : null;
      case UNKNOWN -> "a command of a kind this worker does not know; update the worker";
    };
  }
}
