package io.tacet.scheduler.live;

import io.tacet.contract.rest.LiveJob;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the history without losing what is committed late. Positions are given out before the
 * commit, so a smaller one may show up after a larger one. Each hole in the row of positions is
 * looked at again until every transaction that was at work when it was seen is over: then it stays
 * empty. Not for use by several threads.
 *
 * <pre>{@code
 * positions seen   1 2 3 . . 6 7 . 9      holes: 4-5, 8
 *                      ▲           ▲
 *                    floor        last    nothing below the floor can show up any more
 * }</pre>
 */
final class HistoryTail {

  /** Most events read at once. */
  static final int AT_ONCE = 1000;

  private final History history;
  private List<Hole> holes = new ArrayList<>();
  private long last;

  /** Begins with what is committed from now on. */
  HistoryTail(History history) {
    this.history = history;
    long end = history.end();
    this.last = Math.max(0, end - AT_ONCE);
    // What is there is known; what is at work now will show up
    List<LiveJob> unused = news();
  }

  /** What is new, in the order in which it is to be told; at most about {@link #AT_ONCE}. */
  List<LiveJob> news() {
    long over = history.allOverBelow();
    List<LiveJob> found = new ArrayList<>();
    List<Hole> open = new ArrayList<>();
    for (Hole hole : holes) {
      List<LiveJob> late = history.between(hole.from(), hole.to());
      found.addAll(late);
      if (hole.until() > over) {
        open.addAll(hole.without(late));
      }
    }
    List<LiveJob> more = history.after(last, AT_ONCE);
    if (!more.isEmpty()) {
      found.addAll(more);
      long end = more.get(more.size() - 1).position();
      open.addAll(new Hole(last + 1, end, history.noneFrom()).without(more));
      last = end;
    }
    holes = open;
    return found;
  }

  /** The last position seen. */
  long last() {
    return last;
  }

  /** What to resume after so that nothing is missed, having been told of a position. */
  long resumeAfter(long position) {
    return holes.isEmpty() ? position : Math.min(position, holes.get(0).from() - 1);
  }

  /**
   * Positions nobody has seen.
   *
   * @param until when all transactions below this are over, nothing will show up there
   */
  private record Hole(long from, long to, long until) {

    /** What is left of it. */
    List<Hole> without(List<LiveJob> seen) {
      List<Hole> left = new ArrayList<>();
      long next = from;
      for (LiveJob one : seen) {
        if (one.position() > next) {
          left.add(new Hole(next, one.position() - 1, until));
        }
        next = one.position() + 1;
      }
      if (next <= to) {
        left.add(new Hole(next, to, until));
      }
      return left;
    }
  }
}
