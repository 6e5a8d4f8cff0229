package io.tacet.worker.loop;

import io.tacet.contract.topic.Topics;
import io.tacet.schema.MachineState;
import io.tacet.worker.clean.CleanUp;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.gate.Gate;
import io.tacet.worker.journal.Journal;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.order.CancelWatch;
import io.tacet.worker.order.OrderIntake;
import io.tacet.worker.outcome.CommittedOffset;
import io.tacet.worker.outcome.OutcomeReporter;
import io.tacet.worker.outcome.OutcomeTransaction;
import io.tacet.worker.outcome.Outcomes;
import io.tacet.worker.outcome.ResultSpooler;
import io.tacet.worker.power.PowerOff;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StopRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The parts of a loop, hung together. Immutable. */
record WorkerParts(
    WorkerSettings settings,
    Topics topics,
    KafkaConnection kafka,
    WireFormat wire,
    EventFactory events,
    StatusSender sender,
    MachineBoard board,
    OrderIntake intake,
    Recovery recovery,
    TakenOrder takenOrder,
    OutcomeReporter reporter,
    Gate gate,
    Optional<PowerOff> power,
    Progress progress,
    Watching watching,
    StopRequest stop) {

  private static final Logger LOG = Logger.getLogger(WorkerParts.class);

  static WorkerParts of(WorkerSurroundings around, StateDirectory directory) {
    WorkerSettings settings = around.settings();
    StopRequest stop = around.stop();
    Topics topics = around.topics();
    String machine = settings.machine().value();
    KafkaConnection kafka =
        new KafkaConnection(around.bootstrapServers(), around.security(), settings.machine());
    stop.onRequest(kafka::wakeUp);
    WireFormat wire = new WireFormat(around.serde(), around.clock());
    EventFactory events = new EventFactory(settings.machine(), around.ids(), around.clock());
    StatusSender sender = new StatusSender(kafka, wire, topics, around.signer());
    MachineBoard board = new MachineBoard(sender, events, () -> superseded(directory));
    board.facts(around.facts());
    Journal journal = new Journal(directory);
    Progress progress = new Progress();
    CommittedOffset offset = new CommittedOffset(kafka, topics, settings.machine());
    OutcomeReporter reporter =
        new OutcomeReporter(
            new OutcomeTransaction(kafka, offset, settings.machine()),
            kafka,
            wire,
            stop,
            message -> {
              LOG.error(message);
              board.tellLast(MachineState.BLOCKED, message);
            });
    Outcomes outcomes = new Outcomes(reporter, wire, topics, journal, directory, around.signer());
    Watching watching = new Watching(around.watch(), events, sender, stop);
    Gate gate = Gate.of(settings, around.gate(), events, sender, board, watching);
    SilenceBorder.Means border =
        new SilenceBorder.Means(
            kafka,
            wire,
            sender,
            events,
            board,
            new CancelWatch(kafka, offset, wire, machine),
            stop,
            settings.statusMargin());
    OrderRun orderRun =
        new OrderRun(
            settings,
            directory,
            gate,
            around.runner(),
            new JobThread(stop),
            border,
            new ResultSpooler(directory, events, settings.maxResultBytes()),
            progress);
    Recovery recovery =
        new Recovery(
            settings,
            directory,
            journal,
            around.runner(),
            offset,
            orderRun,
            outcomes,
            board,
            progress);
    TakenOrder takenOrder =
        new TakenOrder(
            settings,
            journal,
            orderRun,
            outcomes,
            new CleanUp(
                settings.cleanScript(),
                settings.cleanTimeout(),
                directory.root().resolve("clean.log"),
                around.logs(),
                events,
                sender),
            watching,
            board,
            progress);
    return new WorkerParts(
        settings,
        topics,
        kafka,
        wire,
        events,
        sender,
        board,
        new OrderIntake(kafka, offset, wire, journal, machine),
        recovery,
        takenOrder,
        reporter,
        gate,
        around
            .power()
            .map(
                power ->
                    new PowerOff(
                        power,
                        directory.root().resolve("power.log"),
                        System::nanoTime,
                        around.clock(),
                        events,
                        sender,
                        board,
                        stop)),
        progress,
        watching,
        stop);
  }

  private static long superseded(StateDirectory directory) {
    try {
      return directory.supersededResults();
    } catch (IOException e) {
      throw new UncheckedIOException("The superseded results can't be counted", e);
    }
  }
}
