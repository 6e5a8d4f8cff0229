package io.tacet.worker.gate.temperature;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Brings a machine into the band of temperatures at which its jobs start, above base − window and
 * not above base. One look after the other; who looks decides how often and for how long.
 *
 * <pre>{@code
 *              ┌────────── in between ──────────▶ FIT
 *              │                                   ▲
 * (first look)─┼─ > base ───────────▶ COOLING ─────┘ in between, some time after a load
 *              │                      │     ▲
 *              │        ≤ base − window     │ > base, and the load was held long enough
 *              │                      ▼     │
 *              └─ ≤ base − window ──▶ WARMING   (the load is on in this state only)
 *
 * any ── no reading ──▶ BLIND ── a reading ──▶ as at the first look
 * }</pre>
 *
 * <p>The two ends of the band are the hysteresis: cooling ends at its top, warming begins at its
 * bottom. A die gets hot within a second while the metal around it is still cold, and is cold again
 * when the load ends. Therefore the load is held for some time, and twice as long in each further
 * warm-up of the same run, so that the heat stays; and what lies in the band right after a load is
 * not believed.
 *
 * <p>One thread at a time.
 */
public final class Acclimatization {

  /** How long the load of the first warm-up lasts at least. */
  static final Duration FIRST_HOLD = Duration.ofSeconds(5);

  /** How long after a load a reading may be one that only passes through the band. */
  static final Duration SETTLE = Duration.ofSeconds(15);

  private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

  private final Thermometer thermometer;
  private final double base;
  private final double window;
  private final Load load;
  private final LongSupplier nanoTime;
  private State state = State.BLIND;
  private Duration hold = FIRST_HOLD;
  private long warmSince;
  private boolean heated;
  private long coolSince;

  /** What the machine needs. */
  public enum State {
    /** Nothing: a job may start. */
    FIT,
    /** To cool. */
    COOLING,
    /** To get warm; the load is on. */
    WARMING,
    /** A sensor that can be read. */
    BLIND
  }

  /**
   * What a look came to. Immutable.
   *
   * @param celsius the reading, °C; empty in state BLIND
   * @param message for a person
   */
  public record Look(State state, OptionalDouble celsius, String message) {}

  /**
   * Of a machine.
   *
   * @param base °C, at or below which a job starts
   * @param window °C, how far below base is too cold
   * @param nanoTime monotonic clock, ns
   */
  public Acclimatization(
      Thermometer thermometer, double base, double window, Load load, LongSupplier nanoTime) {
    this.thermometer = thermometer;
    this.base = base;
    this.window = window;
    this.load = load;
    this.nanoTime = nanoTime;
  }

  /** The sensor. */
  public Thermometer thermometer() {
    return thermometer;
  }

  /** The temperature at or below which a job starts, °C. */
  public double base() {
    return base;
  }

  /** Reads the temperature and switches the load. */
  public Look look() {
    double celsius;
    try {
      celsius = thermometer.celsius();
    } catch (IOException e) {
      enter(State.BLIND);
      return new Look(
          state,
          OptionalDouble.empty(),
          "the temperature cannot be read, so no job starts: " + e.getMessage());
    }
    enter(next(celsius));
    return new Look(state, OptionalDouble.of(celsius), message(celsius));
  }

  /** Reads the temperature only, °C; empty when there is no reading. */
  public OptionalDouble glance() {
    try {
      return OptionalDouble.of(thermometer.celsius());
    } catch (IOException e) {
      return OptionalDouble.empty(); // look() says why, when it matters
    }
  }

  /** Ends whatever it does; the next look is a first one. */
  public void end() {
    enter(State.BLIND);
    hold = FIRST_HOLD;
    heated = false;
  }

  private State next(double celsius) {
    boolean tooCold = celsius <= base - window;
    if (state == State.WARMING) {
      boolean held = nanoTime.getAsLong() - warmSince >= hold.toNanos();
      return celsius > base && held ? State.COOLING : State.WARMING;
    }
    if (tooCold) {
      return State.WARMING;
    }
    return celsius > base || isSettling() ? State.COOLING : State.FIT;
  }

  private boolean isSettling() {
    return heated && nanoTime.getAsLong() - coolSince < SETTLE.toNanos();
  }

  private void enter(State next) {
    if (next == State.WARMING && state != State.WARMING) {
      warmSince = nanoTime.getAsLong();
      load.start();
    } else if (next != State.WARMING && state == State.WARMING) {
      load.stop();
      hold = longer(hold);
      heated = true;
      coolSince = nanoTime.getAsLong();
    }
    state = next;
  }

  private static Duration longer(Duration hold) {
    Duration twice = hold.multipliedBy(2);
    return twice.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : twice;
  }

  private String message(double celsius) {
    return switch (state) {
      case COOLING ->
          celsius > base
              ? "%.1f °C, a job starts at %.1f °C: it has to cool".formatted(celsius, base)
              : "%.1f °C right after a warm-up: a job starts if it stays warm".formatted(celsius);
      case WARMING ->
          "%.1f °C, a job starts above %.1f °C: warming up on all cores"
              .formatted(celsius, base - window);
      default -> "%.1f °C".formatted(celsius);
    };
  }
}
