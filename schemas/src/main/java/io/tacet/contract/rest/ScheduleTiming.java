package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule fires. The mode says which of the others are given.
 *
 * @param mode ONCE, DAILY, WEEKLY, CRON, COMMIT or TAG
 * @param at ONCE: when
 * @param time DAILY, WEEKLY: time of day, {@code 03:30}
 * @param days WEEKLY: days of the week, {@code MON} to {@code SUN}
 * @param cron CRON: five fields (minute, hour, day of month, month, day of week), as in crontab
 * @param zone DAILY, WEEKLY, CRON: time zone, e.g. {@code Europe/Berlin}; null: UTC
 * @param uri COMMIT, TAG: the repository; null: that of the job's source
 * @param branch COMMIT: the branch; null: the job's source's ref, else the remote's HEAD
 * @param tags TAG: which tags, {@code *} and {@code ?} allowed, e.g. {@code v*}; null: all
 */
public record ScheduleTiming(
    @Nullable String mode,
    @Nullable Instant at,
    @Nullable String time,
    @Nullable List<@Nullable String> days,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable String uri,
    @Nullable String branch,
    @Nullable String tags) {}
