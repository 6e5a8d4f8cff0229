package io.tacet.worker.process;

import io.tacet.schema.PeakMemory;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Finds the most memory a job's processes had in a time. Not thread-safe. */
interface MemoryMeter extends Closeable {

  /** A time begins. */
  void begin() throws IOException;

  /** Makes the compilers finish, so that looking costs no more than it must. */
  default void warmUp() {}

  /** Looks at living processes, where that is how it is done. Called with each sample. */
  void look();

  /** The most since {@link #begin}; empty when nothing was seen. */
  Optional<PeakMemory> peak() throws IOException;
}
