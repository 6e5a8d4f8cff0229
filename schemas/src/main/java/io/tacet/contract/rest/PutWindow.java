package io.tacet.contract.rest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/windows/{id}}. Either cron and minutes or a feed is given.
 *
 * @param description one line, at most 200 characters; null: the id
 * @param cron when it opens: five fields (minute, hour, day of month, month, day of week)
 * @param zone time zone of cron, e.g. {@code Europe/Berlin}; null: UTC
 * @param minutes how long it stays open, 1 to 44,640 (31 days)
 * @param feed a series of values that says when it is open
 */
public record PutWindow(
    @Nullable String description,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable Long minutes,
    @Nullable Feed feed) {

  /**
   * A series of values over time, e.g. grams of CO2 per kWh, or the power of a solar plant.
   *
   * @param uri where it is read: https, http or file URI; CSV ({@code time,value} lines) or JSON
   *     (an array of {@code {"time": …, "value": …}})
   * @param opens BELOW or ABOVE: on which side of the threshold it is open
   * @param threshold in the feed's unit
   * @param validMinutes how long a value holds if no later one is there, 1 to 10,080; null: 60
   * @param unreadable CLOSED or OPEN: what it is when no value holds; null: CLOSED
   */
  public record Feed(
      @Nullable String uri,
      @Nullable String opens,
      @Nullable BigDecimal threshold,
      @Nullable Long validMinutes,
      @Nullable String unreadable) {}
}
