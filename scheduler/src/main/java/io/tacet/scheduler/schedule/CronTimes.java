package io.tacet.scheduler.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The times of a cron expression in a time zone. The expression is evaluated on the zone's wall
 * clock; what happens when that clock is changed is decided here, as in Vixie cron (cron(8),
 * "daylight saving time"):
 *
 * <pre>{@code
 *                     the hour is left out (spring)         the hour comes twice (autumn)
 * hours are named     at the moment the clock is changed,   the first time only
 *  ("30 2 * * *")     once for all times that are left out
 * every hour          not                                   both times
 *  ("0 * * * *")
 * }</pre>
 *
 * Every hour: the expression's hour begins with {@code *}. Immutable.
 */
public final class CronTimes implements Times {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final ExecutionTime wallClock;
  private final ZoneRules rules;
  private final ZoneId zone;
  private final boolean everyHour;

  private CronTimes(Cron cron, String hours, ZoneId zone) {
    this.wallClock = ExecutionTime.forCron(cron);
    this.rules = zone.getRules();
    this.zone = zone;
    this.everyHour = hours.startsWith("*");
  }

  /**
   * Of an expression with five fields: minute, hour, day of month, month, day of week. Given both a
   * day of month and a day of week, either will do.
   *
   * @throws IllegalArgumentException saying what is wrong with it, also when it never comes true
   */
  public static CronTimes of(String expression, ZoneId zone) {
    String line = expression.strip();
    Cron cron;
    synchronized (PARSER) {
      cron = PARSER.parse(line);
    }
    CronTimes times = new CronTimes(cron, line.split("\\s+", -1)[1], zone);
    if (times.wallClock.nextExecution(Instant.EPOCH.atZone(ZoneOffset.UTC)).isEmpty()) {
      throw new IllegalArgumentException("There is no such day in any year.");
    }
    return times;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Optional<Instant> first = firstPass(after);
    return everyHour ? earlier(first, secondPass(after, first)) : first;
  }

  /** By the earlier of two offsets; what a change of the clock leaves out by the rule above. */
  private Optional<Instant> firstPass(Instant after) {
    Optional<LocalDateTime> local = nextLocal(LocalDateTime.ofInstant(after, zone));
    while (local.isPresent()) {
      LocalDateTime time = local.get();
      ZoneOffsetTransition change = rules.getTransition(time);
      boolean leftOut = change != null && change.isGap();
      Instant instant = leftOut ? change.getInstant() : time.atZone(zone).toInstant();
      if (instant.isAfter(after) && !(leftOut && everyHour)) {
        return Optional.of(instant);
      }
      local = nextLocal(time);
    }
    return Optional.empty();
  }

  /** By the later offset, where the clock shows the same times again before a limit. */
  private Optional<Instant> secondPass(Instant after, Optional<Instant> limit) {
    ZoneOffsetTransition change = rules.previousTransition(after.plusNanos(1));
    if (change == null || !change.isOverlap() || !after.isBefore(end(change))) {
      change = rules.nextTransition(after);
    }
    if (change == null
        || !change.isOverlap()
        || limit.isEmpty()
        || !change.getInstant().isBefore(limit.get())) {
      return Optional.empty();
    }
    LocalDateTime begin =
        after.isBefore(change.getInstant())
            ? change.getDateTimeAfter().minusNanos(1)
            : LocalDateTime.ofInstant(after, zone);
    LocalDateTime end = change.getDateTimeBefore();
    ZoneOffset offset = change.getOffsetAfter();
    return nextLocal(begin).filter(time -> time.isBefore(end)).map(time -> time.toInstant(offset));
  }

  private static Instant end(ZoneOffsetTransition overlap) {
    return overlap.getInstant().plus(overlap.getDuration().abs());
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return wallClock
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(time -> time.toLocalDateTime());
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return other.isPresent() && one.filter(time -> time.isBefore(other.get())).isEmpty()
        ? other
        : one;
  }
}
