package io.tacet.worker.gate.temperature;

import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A CPU as two masses: a die that follows the load within a second and a heat sink that follows the
 * die within minutes, in a room of 22 °C. Shown through a file as hwmon shows it; time passes only
 * when it is told to.
 */
public final class SimulatedMachine implements Load {

  private static final double ROOM = 22;
  private static final double STEP_SECONDS = 0.1;

  private final SysTree tree;
  private final double loadedAbove;
  private final double idleAbove;
  private long nanos;
  private double sink;
  private double die;
  private boolean loaded;
  private double loadSeconds;
  private int starts;

  /**
   * At rest.
   *
   * @param loadedAbove how much hotter than the sink the die is at full load, °C
   * @param idleAbove the same when nothing runs
   */
  public SimulatedMachine(Path root, double sink, double loadedAbove, double idleAbove) {
    this.tree = SysTree.empty(root);
    this.sink = sink;
    this.loadedAbove = loadedAbove;
    this.idleAbove = idleAbove;
    this.die = sink + idleAbove;
    name("coretemp");
    show();
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    long steps = Math.round(duration.toMillis() / 1000.0 / STEP_SECONDS);
    for (long i = 0; i < steps; i++) {
      double target = sink + (loaded ? loadedAbove : idleAbove);
      die += (target - die) * STEP_SECONDS / 0.5;
      // the sink takes up the die's heat and gives it to the room
      sink += ((die - sink) / 150 - (sink - ROOM) / 300) * STEP_SECONDS;
      loadSeconds += loaded ? STEP_SECONDS : 0;
    }
    nanos += duration.toNanos();
    show();
  }

  /** The driver goes, or comes again. */
  public void sensorGone(boolean gone) {
    name(gone ? "other" : "coretemp");
  }

  /** A thermometer that looks at it. */
  public Thermometer thermometer() {
    return new Thermometer(tree.sys(), "coretemp", "Package id 0");
  }

  /** Monotonic clock, ns. */
  public long nanoTime() {
    return nanos;
  }

  /** What the sensor would give, °C. */
  public double celsius() {
    return die;
  }

  /** How long it was under load, s. */
  public double loadSeconds() {
    return loadSeconds;
  }

  /** Whether it is under load. */
  public boolean isLoaded() {
    return loaded;
  }

  /** How often load began. */
  public int starts() {
    return starts;
  }

  @Override
  public void start() {
    loaded = true;
    starts++;
  }

  @Override
  public void stop() {
    loaded = false;
  }

  private void name(String name) {
    try {
      tree.write("sys/class/hwmon/hwmon0/name", name)
          .write("sys/class/hwmon/hwmon0/temp1_label", "Package id 0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void show() {
    try {
      tree.write("sys/class/hwmon/hwmon0/temp1_input", Long.toString(Math.round(die * 1000)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
