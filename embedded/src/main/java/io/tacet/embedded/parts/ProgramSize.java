package io.tacet.embedded.parts;

import java.util.List;
import java.util.Locale;

/** How much of the machine the embedded programs may take. */
public enum ProgramSize {
  /** As little as does, first compiler only: for tests, a demonstration and a small machine. */
  SMALL,

  /** As on a server: both compilers, PostgreSQL's memory near its own defaults. For benchmarks. */
  SERVER;

  /** System property that says which, in any case of letters; without it {@link #SMALL}. */
  public static final String PROPERTY = "tacet.embedded.size";

  private static final int SERVER_HEAP_FACTOR = 4;

  /**
   * The one asked for.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ProgramSize chosen() {
    return valueOf(System.getProperty(PROPERTY, SMALL.name()).toUpperCase(Locale.ROOT));
  }

  /** Greatest heap, MiB, of a program that can do with this much. */
  public int heap(int leastMegabytes) {
    return this == SMALL ? leastMegabytes : SERVER_HEAP_FACTOR * leastMegabytes;
  }

  /** Flags of java(1). */
  public List<String> compilerFlags() {
    return this == SMALL ? List.of("-XX:TieredStopAtLevel=1") : List.of();
  }

  /** Settings of PostgreSQL, {@code name=value}. */
  public List<String> databaseSettings() {
    return this == SMALL
        ? List.of("shared_buffers=32MB", "max_wal_size=256MB")
        : List.of("shared_buffers=256MB", "max_wal_size=4GB", "wal_init_zero=off");
  }
}
