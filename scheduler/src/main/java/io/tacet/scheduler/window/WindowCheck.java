package io.tacet.scheduler.window;

import io.tacet.contract.rest.PutWindow;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.schedule.CronTimes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for what a start window may be. */
final class WindowCheck {

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}");
  private static final int LONGEST = 200;
  private static final int LONGEST_URI = 2000;
  private static final long MOST_MINUTES = 31L * 24 * 60;
  private static final long MOST_VALID = 7L * 24 * 60;

  private WindowCheck() {}

  /** Looks at all of it; the window with what stands for what was left out. */
  static PutWindow check(String id, PutWindow said, FieldErrors errors) {
    errors.require(ID.matcher(id).matches(), "id", "must match " + ID.pattern());
    errors.line("description", said.description(), LONGEST);
    errors.require(
        (said.cron() == null) != (said.feed() == null),
        "cron",
        "exactly one of cron and feed must be given");
    if (said.cron() != null) {
      clock(said, errors);
    } else {
      errors.require(said.minutes() == null, "minutes", "is of no use without cron");
      errors.require(said.zone() == null, "zone", "is of no use without cron");
    }
    return new PutWindow(
        said.description() == null ? id : said.description().strip(),
        said.cron(),
        said.zone(),
        said.minutes(),
        said.feed() == null ? null : feed(said.feed(), errors));
  }

  private static void clock(PutWindow said, FieldErrors errors) {
    Long minutes = said.minutes();
    errors.require(
        minutes != null && minutes >= 1 && minutes <= MOST_MINUTES,
        "minutes",
        "must be from 1 to " + MOST_MINUTES + " (31 days)");
    ZoneId zone = ZoneOffset.UTC;
    try {
      zone = said.zone() == null ? zone : ZoneId.of(said.zone());
    } catch (DateTimeException e) {
      errors.add("zone", "must be a time zone like Europe/Berlin or UTC");
    }
    try {
      CronTimes unused = CronTimes.of(String.valueOf(said.cron()), zone);
    } catch (IllegalArgumentException e) {
      errors.add("cron", String.valueOf(e.getMessage()));
    }
  }

  private static PutWindow.Feed feed(PutWindow.Feed said, FieldErrors errors) {
    uri(said.uri(), errors);
    errors.require(said.threshold() != null, "feed.threshold", "is missing");
    Long valid = said.validMinutes();
    errors.require(
        valid == null || (valid >= 1 && valid <= MOST_VALID),
        "feed.validMinutes",
        "must be from 1 to " + MOST_VALID + " (7 days)");
    return new PutWindow.Feed(
        said.uri(),
        oneOf("feed.opens", said.opens(), null, Set.of("BELOW", "ABOVE"), errors),
        said.threshold(),
        valid == null ? Long.valueOf(60) : valid,
        oneOf("feed.unreadable", said.unreadable(), "CLOSED", Set.of("CLOSED", "OPEN"), errors));
  }

  private static void uri(@Nullable String text, FieldErrors errors) {
    if (text == null || text.isBlank() || text.length() > LONGEST_URI) {
      errors.add("feed.uri", "must be a URI of at most " + LONGEST_URI + " characters");
      return;
    }
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      boolean web = scheme.equals("https") || scheme.equals("http");
      boolean file = scheme.equals("file") && uri.getHost() == null && !uri.isOpaque();
      errors.require(
          (web && uri.getHost() != null) || file,
          "feed.uri",
          "must be https://host/…, http://host/… or file:///path");
      errors.require(uri.getUserInfo() == null, "feed.uri", "must not hold credentials");
    } catch (URISyntaxException e) {
      errors.add("feed.uri", "is no URI: " + e.getReason());
    }
  }

  private static @Nullable String oneOf(
      String field,
      @Nullable String text,
      @Nullable String usual,
      Set<String> allowed,
      FieldErrors errors) {
    String value = text == null ? usual : text.strip().toUpperCase(Locale.ROOT);
    errors.require(
        value != null && allowed.contains(value), field, "must be " + String.join(" or ", allowed));
    return value;
  }
}
