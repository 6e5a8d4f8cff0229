package io.tacet.scheduler.window;

import io.tacet.contract.rest.PutWindow;
import io.tacet.scheduler.schedule.CronTimes;
import io.tacet.scheduler.schedule.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a window is open. Immutable.
 *
 * @param changesAt when it opens or closes next, as far as is known
 * @param value of the feed; null: none holds, or there is no feed
 */
record WindowState(boolean open, @Nullable Instant changesAt, @Nullable Double value) {

  private static final long USUAL_MINUTES = 60;

  /**
   * The state now.
   *
   * @param points of the feed as it was read last, in order of time
   */
  static WindowState of(PutWindow window, List<Point> points, Instant now) {
    PutWindow.Feed feed = window.feed();
    return feed == null ? byClock(window, now) : byFeed(feed, points, now);
  }

  private static WindowState byClock(PutWindow window, Instant now) {
    ZoneId zone = window.zone() == null ? ZoneOffset.UTC : ZoneId.of(window.zone());
    Times opens = CronTimes.of(Objects.requireNonNull(window.cron()), zone);
    Duration length = Duration.ofMinutes(Objects.requireNonNull(window.minutes()));
    List<Instant> last = opens.last(now.minus(length).plusNanos(1), now, 1);
    return last.isEmpty()
        ? new WindowState(false, opens.next(now).orElse(null), null)
        : new WindowState(true, last.get(0).plus(length), null);
  }

  private static WindowState byFeed(PutWindow.Feed feed, List<Point> points, Instant now) {
    Duration valid =
        Duration.ofMinutes(feed.validMinutes() == null ? USUAL_MINUTES : feed.validMinutes());
    int at = -1;
    while (at + 1 < points.size() && !points.get(at + 1).time().isAfter(now)) {
      at++;
    }
    boolean holds = at >= 0 && points.get(at).time().plus(valid).isAfter(now);
    boolean open = holds ? isOpen(feed, points.get(at).value()) : "OPEN".equals(feed.unreadable());
    Optional<Point> change =
        points.stream()
            .skip(at + 1L)
            .filter(point -> isOpen(feed, point.value()) != open)
            .findFirst();
    return new WindowState(
        open, change.map(Point::time).orElse(null), holds ? points.get(at).value() : null);
  }

  private static boolean isOpen(PutWindow.Feed feed, double value) {
    int side = new BigDecimal(value).compareTo(Objects.requireNonNull(feed.threshold()));
    return "ABOVE".equals(feed.opens()) ? side > 0 : side < 0;
  }
}
