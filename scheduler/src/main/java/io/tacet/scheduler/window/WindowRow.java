package io.tacet.scheduler.window;

import io.tacet.contract.rest.PutWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A start window as the database has it. Immutable.
 *
 * @param points of its feed as it was last read
 * @param failures readings that have failed in a row, count
 */
record WindowRow(
    String id,
    PutWindow definition,
    boolean open,
    @Nullable Instant changesAt,
    @Nullable Double value,
    List<Point> points,
    int failures,
    @Nullable String problem) {}
