package io.tacet.worker.loop;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.SigningKey;
import io.tacet.contract.topic.Topics;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.log.Rotation;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.PhaseBorder;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.watch.MachineWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A worker in a process of its own, which writes down the sockets of the process before and in each
 * of two silences. Ends after one job.
 */
final class SilentWorker {

  private SilentWorker() {}

  /** Arguments: brokers, registry, topic prefix, state directory, file for the sockets. */
  public static void main(String[] arguments) throws Exception {
    Path counts = Path.of(arguments[4]);
    ScriptedRunner runner = new ScriptedRunner();
    runner.script = border -> twoSilences(border, counts);
    WorkerSurroundings around =
        new WorkerSurroundings(
            TestMachine.settings(new MachineId("m1"), Path.of(arguments[3])),
            TestMachine.gateSettings(),
            arguments[0],
            KafkaSecurity.none(),
            new Topics(arguments[2]),
            SerdeSettings.forRegistry(arguments[1]),
            EventSigner.with(SigningKey.random()),
            runner,
            TestMachine.facts(),
            Optional.empty(),
            new Rotation(1 << 20, 2),
            InstantSource.system(),
            UUID::randomUUID,
            new MachineWatch(
                SensorSettings.onlyMeasuring(Duration.ofSeconds(1)),
                Place.of(Path.of("/proc"), Path.of("/sys")),
                RunClock.system()),
            new StopRequest(Duration.ofSeconds(10)));
    try (StateDirectory directory = StateDirectory.open(Path.of(arguments[3]))) {
      around.loop(directory).run(new Stay.OneJob(Duration.ZERO));
    }
  }

  private static Measurement twoSilences(PhaseBorder border, Path counts) {
    try {
      OpenSockets sockets = new OpenSockets();
      List<String> lines = new ArrayList<>();
      sockets.list().forEach(socket -> lines.add("before: " + socket));
      border.enterSilence(Duration.ofSeconds(5));
      sockets.list().forEach(socket -> lines.add("in the first silence: " + socket));
      border.enterSilence(Duration.ofSeconds(5));
      sockets.list().forEach(socket -> lines.add("in the second silence: " + socket));
      Files.write(counts, lines);
      return Measurements.finished();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
