package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * CPU time that others than the worker use, between two looks. A look needs one before it that is
 * not too near: {@link #missing} tells how long to wait for it.
 */
public final class BackgroundCpu implements SystemCheck {

  private final Host host;
  private final MachineKind kind;
  private final double mostPercent;
  private final Duration window;
  private final LongSupplier nanoTime;
  private @Nullable CpuTicks before;
  private long beforeNanos;

  /**
   * Of a machine.
   *
   * @param mostPercent of all CPUs together
   * @param window least time between the looks that are compared
   * @param nanoTime monotonic clock, ns
   */
  public BackgroundCpu(
      Host host, MachineKind kind, double mostPercent, Duration window, LongSupplier nanoTime) {
    this.host = host;
    this.kind = kind;
    this.mostPercent = mostPercent;
    this.window = window;
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return "background-cpu";
  }

  @Override
  public CheckLevel level() {
    return kind == MachineKind.BENCHMARKING ? CheckLevel.ERROR : CheckLevel.WARN;
  }

  @Override
  public boolean mayPass() {
    return true;
  }

  /** Begins anew: what was before does not count. Does nothing where nothing can be seen. */
  public void begin() {
    try {
      keep(CpuTicks.read(host.proc()));
    } catch (IOException e) {
      before = null; // look() says why
    }
  }

  /** Time until a look can be judged; zero when it can be now. */
  public Duration missing() {
    if (before == null) {
      return Duration.ZERO;
    }
    long left = window.toNanos() - (nanoTime.getAsLong() - beforeNanos);
    return Duration.ofNanos(Math.max(0, left));
  }

  @Override
  public Finding look() throws IOException {
    CpuTicks now = CpuTicks.read(host.proc());
    CpuTicks then = before;
    if (then == null) {
      keep(now);
      return Finding.unseen("not measured yet");
    }
    if (!missing().isZero()) {
      return Finding.unseen("not measured yet, it takes " + seconds(window));
    }
    String span = seconds(Duration.ofNanos(nanoTime.getAsLong() - beforeNanos));
    keep(now);
    double percent = now.othersPercentSince(then);
    if (Double.isNaN(percent)) {
      return Finding.unseen("the kernel's CPU times stand still");
    }
    String found = "%.1f %% of all CPUs used by others in %s".formatted(percent, span);
    return percent < mostPercent
        ? Finding.met(found)
        : Finding.notMet(
            found, "end what runs: less than %.0f %% is wanted (see top)".formatted(mostPercent));
  }

  private void keep(CpuTicks ticks) {
    before = ticks;
    beforeNanos = nanoTime.getAsLong();
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
