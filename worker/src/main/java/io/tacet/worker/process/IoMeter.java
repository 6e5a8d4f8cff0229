package io.tacet.worker.process;

import io.tacet.schema.IoSource;
import java.io.IOException;

/** Counts what a job's processes read from and write to storage. Not thread-safe. */
interface IoMeter {

  /** Where the figures come from. */
  IoSource source();

  /** So far; exact when the processes have ended. */
  IoBytes read() throws IOException;
}
