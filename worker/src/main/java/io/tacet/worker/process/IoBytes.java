package io.tacet.worker.process;

/**
 * Input and output.
 *
 * @param read from storage, bytes
 * @param written to storage, bytes
 */
record IoBytes(long read, long written) {

  /** What was added since another reading. */
  IoBytes since(IoBytes earlier) {
    return new IoBytes(Math.max(0, read - earlier.read), Math.max(0, written - earlier.written));
  }
}
