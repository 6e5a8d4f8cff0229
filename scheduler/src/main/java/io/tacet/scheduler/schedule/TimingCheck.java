package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.GitSource;
import io.tacet.contract.rest.ScheduleTiming;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.job.SourceRules;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for when a schedule may fire. Immutable. */
final class TimingCheck {

  private static final int LONGEST = 200;
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern TAGS = Pattern.compile("[A-Za-z0-9._/*?+@-]{1,200}");
  private static final List<String> DAYS =
      List.of(DayOfWeek.values()).stream()
          .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ROOT).toUpperCase(Locale.ROOT))
          .toList();

  private final SourceRules sources;

  TimingCheck(SourceRules sources) {
    this.sources = sources;
  }

  /**
   * Looks at all of it.
   *
   * @return the timing as it is kept: with what stands for what was left out; of use only if there
   *     is no error
   */
  ScheduleTiming check(
      ScheduleMode mode,
      ScheduleTiming said,
      @Nullable SubmitJob job,
      Instant now,
      FieldErrors errors) {
    onlyWhatTheModeHas(mode, said, errors);
    ScheduleTiming timing = mode.watches() ? repository(mode, said, job, errors) : said;
    int before = errors.all().size();
    switch (mode) {
      case ONCE -> {
        missing("at", said.at(), errors);
        errors.require(
            said.at() == null || said.at().isAfter(now), "timing.at", "must not have passed");
        timing = withMicros(said);
      }
      case DAILY -> time(said.time(), errors);
      case WEEKLY -> {
        time(said.time(), errors);
        timing = withDays(said, days(said.days(), errors));
      }
      case CRON -> {
        missing("cron", said.cron(), errors);
        errors.line("timing.cron", said.cron(), LONGEST);
      }
      case COMMIT, TAG -> {}
    }
    zone(said.zone(), errors);
    if (!mode.watches() && errors.all().size() == before) {
      comesTrue(mode, timing, now, errors);
    }
    return withName(mode, timing);
  }

  private static void onlyWhatTheModeHas(
      ScheduleMode mode, ScheduleTiming said, FieldErrors errors) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("at", said.at());
    given.put("time", said.time());
    given.put("days", said.days());
    given.put("cron", said.cron());
    given.put("zone", said.zone());
    given.put("uri", said.uri());
    given.put("branch", said.branch());
    given.put("tags", said.tags());
    Set<String> allowed =
        switch (mode) {
          case ONCE -> Set.of("at");
          case DAILY -> Set.of("time", "zone");
          case WEEKLY -> Set.of("time", "days", "zone");
          case CRON -> Set.of("cron", "zone");
          case COMMIT -> Set.of("uri", "branch");
          case TAG -> Set.of("uri", "tags");
        };
    given.forEach(
        (name, value) ->
            errors.require(
                value == null || allowed.contains(name),
                "timing." + name,
                "is not for mode " + mode + ", which has " + new TreeSet<>(allowed)));
  }

  private static void missing(String name, @Nullable Object value, FieldErrors errors) {
    errors.require(value != null, "timing." + name, "is missing");
  }

  private static void time(@Nullable String time, FieldErrors errors) {
    errors.require(
        time != null && TIME.matcher(time).matches(),
        "timing.time",
        "must be a time of day like 03:30");
  }

  private static List<String> days(@Nullable List<@Nullable String> days, FieldErrors errors) {
    Set<DayOfWeek> chosen = EnumSet.noneOf(DayOfWeek.class);
    for (String day : days == null ? List.<@Nullable String>of() : days) {
      int at = day == null ? -1 : DAYS.indexOf(day.strip().toUpperCase(Locale.ROOT));
      if (at < 0) {
        errors.add("timing.days", "must be of " + DAYS);
      } else {
        chosen.add(DayOfWeek.of(at + 1));
      }
    }
    errors.require(
        days != null && !days.isEmpty(), "timing.days", "must name at least one of " + DAYS);
    return chosen.stream().map(day -> DAYS.get(day.getValue() - 1)).toList();
  }

  private static void zone(@Nullable String zone, FieldErrors errors) {
    if (zone != null) {
      try {
        ZoneId unused = ZoneId.of(zone);
      } catch (DateTimeException e) {
        errors.add("timing.zone", "must be a time zone like Europe/Berlin or UTC");
      }
    }
  }

  private static void comesTrue(
      ScheduleMode mode, ScheduleTiming timing, Instant now, FieldErrors errors) {
    try {
      Timings.times(mode, timing).next(now);
    } catch (IllegalArgumentException e) {
      errors.add("timing.cron", String.valueOf(e.getMessage()));
    }
  }

  private ScheduleTiming repository(
      ScheduleMode mode, ScheduleTiming said, @Nullable SubmitJob job, FieldErrors errors) {
    GitSource source = job == null ? null : job.source();
    String uri = said.uri() == null && source != null ? source.uri() : said.uri();
    String branch =
        said.branch() == null && said.uri() == null && source != null
            ? source.ref()
            : said.branch();
    if (uri == null) {
      errors.add("timing.uri", "is missing, and the job has no source that could stand for it");
    } else {
      FieldErrors own = new FieldErrors();
      sources.check(new GitSource(uri, mode == ScheduleMode.COMMIT ? branch : null, null), own);
      own.all()
          .forEach(
              error ->
                  errors.add(
                      error.field().equals("source.ref") ? "timing.branch" : "timing.uri",
                      error.message()));
    }
    String tags = said.tags();
    errors.require(
        tags == null || TAGS.matcher(tags).matches(),
        "timing.tags",
        "must match " + TAGS.pattern());
    boolean commits = mode == ScheduleMode.COMMIT;
    return new ScheduleTiming(
        mode.name(),
        null,
        null,
        null,
        null,
        null,
        uri,
        commits ? branch : null,
        commits ? null : tags);
  }

  private static ScheduleTiming withName(ScheduleMode mode, ScheduleTiming timing) {
    return new ScheduleTiming(
        mode.name(),
        timing.at(),
        timing.time(),
        timing.days(),
        timing.cron(),
        timing.zone(),
        timing.uri(),
        timing.branch(),
        timing.tags());
  }

  /** As fine as the database's times. */
  private static ScheduleTiming withMicros(ScheduleTiming timing) {
    Instant at = timing.at() == null ? null : timing.at().truncatedTo(ChronoUnit.MICROS);
    return new ScheduleTiming(timing.mode(), at, null, null, null, null, null, null, null);
  }

  private static ScheduleTiming withDays(ScheduleTiming timing, List<String> days) {
    return new ScheduleTiming(
        timing.mode(),
        null,
        timing.time(),
        List.copyOf(days),
        null,
        timing.zone(),
        null,
        null,
        null);
  }
}
