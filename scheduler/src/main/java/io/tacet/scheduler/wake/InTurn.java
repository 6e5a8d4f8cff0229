package io.tacet.scheduler.wake;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work on one thing after the other, none of which may keep the others from theirs. */
public final class InTurn {

  private InTurn() {}

  /** Does it for each; throws what failed first when all have had their turn. */
  public static <T> void each(Iterable<T> things, Consumer<T> work) {
    RuntimeException failure = null;
    for (T thing : things) {
      failure = attempt(thing, work, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static <T> @Nullable RuntimeException attempt(
      T thing, Consumer<T> work, @Nullable RuntimeException before) {
    try {
      work.accept(thing);
      return before;
    } catch (RuntimeException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }
}
