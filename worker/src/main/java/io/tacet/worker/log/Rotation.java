package io.tacet.worker.log;

/**
 * When a file is put aside and a new one begun, and how many of those are kept. Immutable.
 *
 * @param maxBytes size of a file at most
 * @param maxFiles files that were put aside and are kept
 */
public record Rotation(long maxBytes, int maxFiles) {

  /** As configured for all logs. */
  public static Rotation of(LogConfig config) {
    return new Rotation(config.maxSize().asLongValue(), config.maxFiles());
  }
}
