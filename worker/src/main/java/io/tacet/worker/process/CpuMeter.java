package io.tacet.worker.process;

import io.tacet.schema.CpuTimeSource;
import java.io.Closeable;
import java.io.IOException;

/** Counts the CPU time of a job's processes from its start. Not thread-safe. */
interface CpuMeter extends Closeable {

  /** Where the figures come from. */
  CpuTimeSource source();

  /** CPU time so far, exact when the processes have ended. */
  CpuMicros read() throws IOException;

  /** Keeps a lower bound of the CPU time so far; cheap enough to be done with each sample. */
  void keep(LastCpuSample sample) throws IOException;
}
