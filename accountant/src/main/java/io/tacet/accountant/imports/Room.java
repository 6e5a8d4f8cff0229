package io.tacet.accountant.imports;

/**
 * What imports may take of the service, however many are asked for: a quarter of the heap, and half
 * of the connections, shared by those that run at once. Immutable.
 *
 * @param atOnce imports at once: as many as is set, fewer where the heap has no room for their
 *     longest lines or there are too few connections, one always
 * @param blockBytes size of their blocks: as is set, smaller where the heap is small, but never
 *     less than the longest line
 * @param blockLines lines of their blocks at most, for what a line takes does not depend on how
 *     long it is, unless it is longer than usual; such a one counts as several
 */
record Room(int atOnce, int blockBytes, int blockLines) {

  private static final int PART_OF_HEAP = 4;

  /** Of its part: the rest is for the rows. */
  private static final int PART_OF_BLOCK = 7;

  /**
   * What a line takes in all blocks an import holds: its row for COPY (in an array that grows by
   * doubling), its id, digest and place in the daily sums, of which it may be one of its own; and
   * while it is booked what is looked up and sent. An estimate on the high side for lines each of
   * another user. Names of hundreds of characters take more: seven bytes for each of theirs, for
   * which their lines, being long, count several times.
   */
  private static final int BYTES_PER_LINE = 2800;

  private static final int LEAST_LINES = 100;

  /** In the heap of this process, with so many connections for all imports. */
  static Room here(ImportSettings settings, int connections) {
    return of(settings, Runtime.getRuntime().maxMemory(), connections);
  }

  /** In a heap of so many bytes, with so many connections for all imports. */
  static Room of(ImportSettings settings, long heap, int connections) {
    long all = heap / PART_OF_HEAP;
    long fitting =
        Math.min(
            all / PART_OF_BLOCK / settings.longestLine(),
            connections / ImportTransactions.AN_IMPORT);
    int atOnce = (int) Math.min(settings.atOnce(), Math.max(1, fitting));
    long each = all / atOnce;
    int block =
        (int)
            Math.min(settings.blockBytes(), Math.max(settings.longestLine(), each / PART_OF_BLOCK));
    long lines = (each - (long) Pipeline.CHUNKS * block) / BYTES_PER_LINE;
    return new Room(atOnce, block, (int) Math.max(LEAST_LINES, Math.min(Integer.MAX_VALUE, lines)));
  }
}
