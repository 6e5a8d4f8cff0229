package io.tacet.cli.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in for variables and macros what Grafana does: first variables, then macros, each of which
 * ends at the first closing parenthesis. An unknown one is an error, as there.
 */
record Macros(Instant from, Instant to, Duration interval, String machine) {

  private static final Pattern MACRO = Pattern.compile("\\$([_a-zA-Z0-9]+)\\(([^)]*)\\)");

  String expand(String sql) {
    String text =
        sql.replace("$__interval_ms", Long.toString(interval.toMillis()))
            .replace("$__interval", interval.toSeconds() + "s")
            .replace("${machine:sqlstring}", "'" + machine + "'");
    Matcher matcher = MACRO.matcher(text);
    String expanded =
        matcher.replaceAll(
            match -> Matcher.quoteReplacement(expand(match.group(1), match.group(2).split(","))));
    if (expanded.contains("$")) {
      throw new IllegalArgumentException("Grafana leaves this as it is: " + expanded);
    }
    return expanded;
  }

  private String expand(String name, String... arguments) {
    String first = arguments[0].strip();
    return switch (name) {
      case "__timeFilter" -> "%s BETWEEN '%s' AND '%s'".formatted(first, from, to);
      case "__timeFrom" -> "'" + from + "'";
      case "__timeTo" -> "'" + to + "'";
      case "__timeGroupAlias" -> {
        String seconds = arguments[1].strip().replace("s", "");
        yield "floor(extract(epoch from %1$s)/%2$s)*%2$s AS \"time\"".formatted(first, seconds);
      }
      default -> throw new IllegalArgumentException("macro " + name + " is not known");
    };
  }
}
