package io.tacet.worker.process;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.StorageIo;
import io.tacet.worker.sampling.RunClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * All that is counted of a job's processes: by their cgroup what its controllers count, the rest in
 * proc. One thread.
 */
final class JobMeters implements Closeable {

  private static final Logger LOG = Logger.getLogger(JobMeters.class);

  private final CpuMeter cpu;
  private final MemoryMeter memory;
  private final Optional<IoMeter> io;
  private final LastCpuSample lastSample;
  private long failedSamples;

  private JobMeters(
      CpuMeter cpu, MemoryMeter memory, Optional<IoMeter> io, LastCpuSample lastSample) {
    this.cpu = cpu;
    this.memory = memory;
    this.io = io;
    this.lastSample = lastSample;
  }

  /**
   * Begins to count.
   *
   * @param leaders all the job has started
   * @param running hands out those of them that were let run
   */
  static JobMeters open(
      Path proc,
      Optional<Cgroup> cgroup,
      Supplier<List<StartedProcess>> leaders,
      Consumer<Consumer<StartedProcess>> running,
      LastCpuSample lastSample,
      RunClock clock)
      throws IOException {
    Optional<Path> memoryPeak = cgroup.map(Cgroup::memoryPeak).filter(Files::isReadable);
    Optional<Path> ioStat = cgroup.map(Cgroup::ioStat).filter(Files::isReadable);
    Optional<IoMeter> inProc =
        ReapedIoMeter.works(proc) ? Optional.of(new ReapedIoMeter(proc)) : Optional.empty();
    return new JobMeters(
        cgroup.isPresent()
            ? new CgroupCpuMeter(cgroup.get())
            : new ReapedCpuMeter(proc, leaders, clock::nanos),
        memoryPeak.isPresent()
            ? CgroupMemoryMeter.open(memoryPeak.get())
            : new LargestProcessMeter(proc, running, clock::nanos),
        ioStat.isPresent() ? Optional.of(new CgroupIoMeter(ioStat.get())) : inProc,
        lastSample);
  }

  CpuTimeSource cpuSource() {
    return cpu.source();
  }

  CpuMicros cpuTime() throws IOException {
    return cpu.read();
  }

  Mark mark() throws IOException {
    memory.begin();
    return new Mark(cpu.read(), io());
  }

  Used since(Mark mark) throws IOException {
    CpuMicros time = cpu.read().since(mark.cpu());
    Optional<StorageIo> moved = Optional.empty();
    Optional<IoBytes> now = io();
    if (io.isPresent() && mark.io().isPresent() && now.isPresent()) {
      IoBytes bytes = now.get().since(mark.io().get());
      moved = Optional.of(new StorageIo(bytes.read(), bytes.written(), io.get().source()));
    }
    return new Used(new CpuTime(time.user(), time.system(), cpu.source()), memory.peak(), moved);
  }

  /** Before a window; what is used before {@link #mark} does not count. */
  void warmUp() {
    memory.warmUp();
  }

  /** Keeps the CPU time so far; a failure is counted and told at the end. */
  void sample() {
    try {
      cpu.keep(lastSample);
      memory.look();
    } catch (IOException e) {
      failedSamples++; // said at the end: this is called while a job is measured
    }
  }

  @Override
  public void close() throws IOException {
    cpu.close();
    memory.close();
    if (failedSamples > 0) {
      LOG.warnf("the job's CPU time could not be read at %d samples", failedSamples);
    }
  }

  private Optional<IoBytes> io() throws IOException {
    return io.isPresent() ? Optional.of(io.get().read()) : Optional.empty();
  }
}
