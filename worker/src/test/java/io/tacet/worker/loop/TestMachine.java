package io.tacet.worker.loop;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.signature.EventSigner;
import io.tacet.schema.CheckLevel;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCancel;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineKind;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.GateSettings;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.log.Rotation;
import io.tacet.worker.power.PowerSettings;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.watch.MachineWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A machine of its own on the shared broker and registry: its topics, its workers, orders for it.
 */
final class TestMachine extends TestTopics {

  final ScriptedRunner runner = new ScriptedRunner();

  /** How the workers that are started go off; null: they stay on. */
  volatile @Nullable PowerSettings power;

  /** What the workers that are started sign with. */
  volatile EventSigner signer = EventSigner.without();

  /** The workers' clock. */
  volatile InstantSource clock = InstantSource.system();

  SensorSettings watched = SensorSettings.onlyMeasuring(Duration.ofSeconds(1));
  private final List<Running> workers = new ArrayList<>();

  TestMachine() throws Exception {
    this(true);
  }

  TestMachine(boolean seeded) throws Exception {
    super(seeded);
  }

  /** A worker that has been started. */
  record Running(Thread thread, StopRequest stop, AtomicReference<Throwable> failure) {
    void tellToStop() {
      stop.request();
    }

    void join() throws InterruptedException {
      thread.join(LIMIT.toMillis());
      if (thread.isAlive()) {
        throw new AssertionError("The worker did not end");
      }
      if (failure.get() != null) {
        throw new AssertionError("The worker failed", failure.get());
      }
    }
  }

  WorkerSettings settings(Path stateDir) {
    return settings(id, stateDir);
  }

  static WorkerSettings settings(MachineId id, Path stateDir) {
    return new WorkerSettings(
        id,
        MachineKind.DEVELOPMENT,
        stateDir,
        Duration.ofSeconds(10),
        Duration.ZERO,
        LIMIT,
        LIMIT,
        Duration.ofSeconds(30),
        LIMIT,
        1 << 20,
        List.of(),
        LIMIT,
        Path.of("/proc"),
        Path.of("/sys"),
        Optional.empty());
  }

  static GateSettings gateSettings() {
    return new GateSettings(
        CheckLevel.ERROR,
        Map.of(),
        Duration.ofMillis(200),
        1L << 20,
        1L << 20,
        100,
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        Path.of("/run"));
  }

  Running start(Path stateDir) {
    return start(settings(stateDir), false);
  }

  Running start(WorkerSettings settings, boolean once) {
    return start(settings, runner, once ? new Stay.OneJob(Duration.ZERO) : new Stay.Forever());
  }

  Running start(WorkerSettings settings, ScriptedRunner does, Stay stay) {
    StopRequest stop = new StopRequest(settings.stopTimeout());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    WorkerSurroundings around =
        new WorkerSurroundings(
            settings,
            gateSettings(),
            bootstrapServers,
            KafkaSecurity.none(),
            topics,
            serde,
            signer,
            does,
            facts(),
            Optional.ofNullable(power),
            new Rotation(1 << 20, 2),
            () -> clock.instant(),
            UUID::randomUUID,
            new MachineWatch(
                watched, Place.of(Path.of("/proc"), Path.of("/sys")), RunClock.system()),
            stop);
    Thread thread =
        new Thread(
            () -> {
              try (StateDirectory directory = StateDirectory.open(settings.stateDir())) {
                around.loop(directory).run(stay);
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "worker");
    thread.start();
    Running running = new Running(thread, stop, failure);
    workers.add(running);
    return running;
  }

  JobCommand order(String jobId) {
    return order(jobId, UUID.randomUUID().toString(), false);
  }

  JobCommand order(String jobId, String orderId, boolean interruptible) {
    return JobCommand.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(id.value())
        .setJobId(jobId)
        .setKind(CommandKind.ORDER)
        .setOrderId(orderId)
        .setAttempt(1)
        .setOrder(
            JobOrder.newBuilder()
                .setName(jobId)
                .setProject("p")
                .setSubmitter("ada")
                .setCommand(List.of("true"))
                .setTimeLimitMicros(60_000_000)
                .setInterruptible(interruptible)
                .build())
        .build();
  }

  JobCommand cancel(JobCommand order) {
    return JobCommand.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(id.value())
        .setJobId(order.getJobId())
        .setKind(CommandKind.CANCEL)
        .setOrderId(order.getOrderId())
        .setAttempt(order.getAttempt())
        .setCancel(new JobCancel("bob", "too long"))
        .build();
  }

  static MachineFacts facts() {
    return MachineFacts.newBuilder()
        .setHostname("test")
        .setCpuModel("none")
        .setLogicalCpus(1)
        .setMemoryBytes(1)
        .setKernel("0")
        .setArchitecture("none")
        .setOperatingSystem("none")
        .setWorkerVersion("test")
        .setKind(MachineKind.DEVELOPMENT)
        .build();
  }

  @Override
  public void close() {
    for (Running worker : workers) {
      worker.tellToStop();
      worker.tellToStop();
      end(worker.thread());
    }
    super.close();
  }

  private static void end(Thread thread) {
    try {
      thread.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
