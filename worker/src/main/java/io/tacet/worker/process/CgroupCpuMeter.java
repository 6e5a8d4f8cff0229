package io.tacet.worker.process;

import io.tacet.schema.CpuTimeSource;
import io.tacet.worker.sensor.ProcFile;
import io.tacet.worker.sensor.Sensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads {@code user_usec} and {@code system_usec} of a cgroup's {@code cpu.stat}. */
final class CgroupCpuMeter implements CpuMeter {

  private static final byte[] USER = "user_usec".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SYSTEM = "system_usec".getBytes(StandardCharsets.US_ASCII);
  private static final int CAPACITY = 1024;

  private final ProcFile stat;
  private long user;
  private long system;

  CgroupCpuMeter(Cgroup cgroup) throws IOException {
    this.stat = ProcFile.open(cgroup.cpuStat(), CAPACITY);
  }

  @Override
  public CpuTimeSource source() {
    return CpuTimeSource.CGROUP;
  }

  @Override
  public CpuMicros read() throws IOException {
    refresh();
    return new CpuMicros(user, system);
  }

  @Override
  public void keep(LastCpuSample sample) throws IOException {
    refresh();
    sample.write(user, system);
  }

  @Override
  public void close() throws IOException {
    stat.close();
  }

  private void refresh() throws IOException {
    stat.refresh();
    user = Sensor.MISSING;
    system = Sensor.MISSING;
    while (!stat.atEnd()) {
      if (stat.skip(USER)) {
        user = stat.number();
      } else if (stat.skip(SYSTEM)) {
        system = stat.number();
      }
      stat.nextLine();
    }
    if (user == Sensor.MISSING || system == Sensor.MISSING) {
      throw new IOException("cpu.stat of the job's cgroup has no user_usec and system_usec");
    }
  }
}
