package io.tacet.worker.gate;

import io.tacet.schema.CheckResult;
import io.tacet.schema.MachineKind;
import io.tacet.schema.MachineState;
import io.tacet.schema.Temperature;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.check.Checked;
import io.tacet.worker.gate.check.Host;
import io.tacet.worker.gate.check.SystemChecks;
import io.tacet.worker.gate.temperature.Acclimatization;
import io.tacet.worker.gate.temperature.Acclimatization.Look;
import io.tacet.worker.gate.temperature.AllCoresLoad;
import io.tacet.worker.gate.temperature.Thermometer;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StoppedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets an order through when the machine is fit to measure.
 *
 * <pre>{@code
 * a check objects                     ─▶ BLOCKED, look again   (kind DEVELOPMENT: reported only)
 * only the job asks for that check,
 *   and waiting can't help            ─▶ refused, with the reason
 * temperature can't be read           ─▶ BLOCKED, look again
 * too hot                             ─▶ COOLING, look again
 * too cold                            ─▶ WARMING, look again   (Acclimatization draws both)
 * otherwise                           ─▶ through
 * deadline                            ─▶ refused, with the reason
 * nobody wants the job any more       ─▶ refused               (looked at before each look again)
 * }</pre>
 *
 * <p>One thread at a time.
 */
public final class Gate {

  private static final Logger LOG = Logger.getLogger(Gate.class);

  /** A machine that gets warm changes faster than one that cools. */
  private static final Duration WHILE_WARMING = Duration.ofSeconds(1);

  private final WorkerSettings settings;
  private final GateSettings gateSettings;
  private final SystemChecks checks;
  private final Optional<Acclimatization> acclimatization;
  private final GateVoice voice;
  private final Waiting waiting;
  private final LongSupplier nanoTime;
  private boolean begun;

  /** A wait that ends with the worker. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * Waits.
     *
     * @throws StoppedException as soon as the worker has to end
     */
    void pause(Duration duration) throws StoppedException;

    /** Nothing more is waited for. */
    default void over() {}
  }

  /**
   * For a machine.
   *
   * @param acclimatization empty: the temperature is not looked at
   * @param nanoTime monotonic clock, ns
   */
  Gate(
      WorkerSettings settings,
      GateSettings gateSettings,
      SystemChecks checks,
      Optional<Acclimatization> acclimatization,
      GateVoice voice,
      Waiting waiting,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.gateSettings = gateSettings;
    this.checks = checks;
    this.acclimatization = acclimatization;
    this.voice = voice;
    this.waiting = waiting;
    this.nanoTime = nanoTime;
  }

  /** For this machine, as it is configured. */
  public static Gate of(
      WorkerSettings settings,
      GateSettings gateSettings,
      EventFactory events,
      StatusSender sender,
      MachineBoard board,
      Waiting waiting) {
    return new Gate(
        settings,
        gateSettings,
        SystemChecks.of(
            new Host(
                settings.procRoot(),
                settings.sysRoot(),
                gateSettings.runRoot(),
                settings.stateDir()),
            settings.kind(),
            gateSettings.limits(),
            InstantSource.system(),
            System::nanoTime),
        settings
            .temperature()
            .map(
                limit ->
                    new Acclimatization(
                        new Thermometer(settings.sysRoot(), limit.chip(), limit.feature()),
                        limit.baseCelsius(),
                        limit.windowCelsius(),
                        new AllCoresLoad(settings.procRoot(), settings.sysRoot(), LOG::warn),
                        System::nanoTime)),
        new StatusVoice(events, sender, board),
        waiting,
        System::nanoTime);
  }

  /** Looks at the machine, for its status only. */
  public void look() {
    begin();
    voice.seen(results(checks.run()), temperature(glance()));
  }

  /**
   * Waits until the machine is fit.
   *
   * @param wanted whether the job still is, asked after each pause
   * @return why it does not come through; empty: the machine is fit
   */
  public Optional<String> admit(HeldOrder held, BooleanSupplier wanted) throws StoppedException {
    try {
      begin();
      if (isJudged()) {
        waiting.pause(checks.missing());
      }
      return untilFit(held, wanted);
    } finally {
      acclimatization.ifPresent(Acclimatization::end);
      waiting.over();
      begun = false; // what the job uses is no background
    }
  }

  private Optional<String> untilFit(HeldOrder held, BooleanSupplier wanted)
      throws StoppedException {
    long deadline = nanoTime.getAsLong() + settings.gateTimeout().toNanos();
    MachineState told = MachineState.UNKNOWN;
    long toldNanos = 0;
    while (true) {
      List<Checked> made = checks.run();
      Judgement judgement = judge(made, held);
      Optional<Look> look = Optional.empty();
      if (judgement.isFit()) {
        look = acclimatization.map(Acclimatization::look);
      } else {
        acclimatization.ifPresent(Acclimatization::end); // no heat for a job that can't start
      }
      voice.seen(results(made), temperature(look.map(Look::celsius).orElseGet(this::glance)));
      MachineState state = state(judgement, look);
      if (state == MachineState.IDLE) {
        return Optional.empty();
      }
      String why = judgement.isFit() ? look.orElseThrow().message() : judgement.reasons();
      if (judgement.hopeless()) {
        return Optional.of("This machine does not meet what the job asks of it: " + why);
      }
      long now = nanoTime.getAsLong();
      if (now >= deadline) {
        return Optional.of("The machine did not become fit to measure in time: " + why);
      }
      boolean changed = state != told;
      if (changed || now - toldNanos >= settings.heartbeat().toNanos()) {
        Duration left = Duration.ofNanos(deadline - now);
        voice.unfit(held, state, changed, left.plus(settings.statusMargin()), why);
        told = state;
        toldNanos = now;
      }
      waiting.pause(pause(look, deadline - now));
      if (!wanted.getAsBoolean()) {
        return Optional.of("Nobody wants the job any more");
      }
    }
  }

  private Duration pause(Optional<Look> look, long leftNanos) {
    boolean warming = look.filter(one -> one.state() == Acclimatization.State.WARMING).isPresent();
    Duration pause = gateSettings.lookAgain();
    if (warming && pause.compareTo(WHILE_WARMING) > 0) {
      pause = WHILE_WARMING;
    }
    return Duration.ofNanos(Math.min(pause.toNanos(), leftNanos));
  }

  private Judgement judge(List<Checked> made, HeldOrder held) {
    return isJudged()
        ? Judgement.of(made, gateSettings.threshold(), held.order().getCheckThreshold())
        : new Judgement("", false);
  }

  /** IDLE: nothing is in the way. */
  private static MachineState state(Judgement judgement, Optional<Look> look) {
    if (look.isPresent()) {
      return switch (look.get().state()) {
        case FIT -> MachineState.IDLE;
        case COOLING -> MachineState.COOLING;
        case WARMING -> MachineState.WARMING;
        case BLIND -> MachineState.BLOCKED;
      };
    }
    return judgement.isFit() ? MachineState.IDLE : MachineState.BLOCKED;
  }

  private boolean isJudged() {
    return settings.kind() != MachineKind.DEVELOPMENT;
  }

  private void begin() {
    if (!begun) {
      checks.begin();
      begun = true;
    }
  }

  private static List<CheckResult> results(List<Checked> made) {
    return made.stream().map(Checked::result).toList();
  }

  private OptionalDouble glance() {
    return acclimatization.map(Acclimatization::glance).orElse(OptionalDouble.empty());
  }

  private @Nullable Temperature temperature(OptionalDouble celsius) {
    if (acclimatization.isEmpty() || celsius.isEmpty()) {
      return null;
    }
    Acclimatization of = acclimatization.get();
    return Temperature.newBuilder()
        .setChip(of.thermometer().chip())
        .setFeature(of.thermometer().feature())
        .setCelsius(celsius.getAsDouble())
        .setBaseCelsius(of.base())
        .build();
  }
}
