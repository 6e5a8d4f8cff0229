package io.tacet.worker.process;

import io.tacet.schema.CpuTimeSource;
import io.tacet.worker.sensor.UserHz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts what the worker's ended children and theirs have used, {@code cutime} and {@code cstime}
 * of {@code /proc/self/stat}: the worker has no other children while a job runs. A process whose
 * parent did not wait for it is not in it. Resolution 10 ms.
 */
final class ReapedCpuMeter implements CpuMeter {

  /** Between two looks at living processes: each is a walk through all of proc. */
  private static final long LOOK_NANOS = 10_000_000_000L;

  private final Path proc;
  private final Supplier<List<StartedProcess>> leaders;
  private final LongSupplier nanos;
  private final CpuMicros base;
  private long nextLook;

  ReapedCpuMeter(Path proc, Supplier<List<StartedProcess>> leaders, LongSupplier nanos)
      throws IOException {
    this.proc = proc;
    this.leaders = leaders;
    this.nanos = nanos;
    this.base = reaped();
    this.nextLook = nanos.getAsLong();
  }

  @Override
  public CpuTimeSource source() {
    return CpuTimeSource.REAPED;
  }

  @Override
  public CpuMicros read() throws IOException {
    return reaped().since(base);
  }

  @Override
  public void keep(LastCpuSample sample) throws IOException {
    long now = nanos.getAsLong();
    if (now < nextLook) {
      return;
    }
    nextLook = now + LOOK_NANOS;
    List<Long> sessions = leaders.get().stream().map(StartedProcess::pid).toList();
    CpuMicros sofar = read();
    long user = 0;
    long system = 0;
    for (ProcessStat process : ProcessTable.read(proc).all()) {
      if (sessions.contains(process.session())) {
        user += process.userTicks() + process.reapedUserTicks();
        system += process.systemTicks() + process.reapedSystemTicks();
      }
    }
    sample.write(
        sofar.user() + user * UserHz.MICROS_PER_TICK,
        sofar.system() + system * UserHz.MICROS_PER_TICK);
  }

  @Override
  public void close() {
    // nothing is kept open
  }

  private CpuMicros reaped() throws IOException {
    ProcessStat self =
        ProcessStat.read(proc, "self")
            .orElseThrow(() -> new IOException("cannot read " + proc.resolve("self/stat")));
    return new CpuMicros(
        self.reapedUserTicks() * UserHz.MICROS_PER_TICK,
        self.reapedSystemTicks() * UserHz.MICROS_PER_TICK);
  }
}
