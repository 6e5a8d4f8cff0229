package io.tacet.scheduler.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.auth.Role;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for what may be submitted. */
final class SubmissionCheck {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_ARGUMENTS = 1000;
  private static final int COMMAND_BYTES = 64 * 1024;
  private static final int SCENARIO_BYTES = 256 * 1024;
  private static final int MOST_VARIABLES = 100;
  private static final int LONGEST_VALUE = 4096;
  private static final long LONGEST_SECONDS = 7L * 24 * 3600;
  private static final long LONGEST_WAIT = 366L * 24 * 3600;
  private static final int MOST_ATTEMPTS = 10;
  private static final int LOWEST = -10;
  private static final int HIGHEST = 10;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

  private static final int MOST_LABELS = 10;
  private static final int LONGEST_LABEL = 200;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9.-]{1,63}");
  private static final int MOST_AFTER = 100;
  private static final int LONGEST_ID = 63;

  private final SourceRules sources;
  private final InstantSource clock;

  SubmissionCheck(SourceRules sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** Looks at all of it; what comes back is of use only if there is no error. */
  CheckedJob check(
      SubmitJob body, String field, Role role, SubmissionLookup lookup, FieldErrors errors) {
    definition(body, errors);
    priority(body.priority(), role, errors);
    errors.require(
        body.latestStart() == null || body.latestStart().isAfter(clock.instant()),
        "latestStart",
        "must not have passed");
    window(body, lookup, errors);
    Map<String, String> labels = Map.of();
    if (body.labels() != null) {
      labels = labels(body, lookup, errors);
    } else if (body.machine() == null || body.machine().isBlank()) {
      errors.add("machine", "is missing");
    } else {
      lookup.machine(body.machine(), errors);
    }
    if (errors.all().isEmpty()) {
      Long seconds = body.timeLimitSeconds();
      lookup.quota(
          body.machine(), labels, seconds == null ? NewJobs.DEFAULT_SECONDS : seconds, errors);
    }
    return new CheckedJob(
        body,
        field,
        body.machine(),
        labels,
        lookup.project(body.project(), errors),
        after(body, errors));
  }

  private static void window(SubmitJob body, SubmissionLookup lookup, FieldErrors errors) {
    if (body.startWindow() != null) {
      lookup.window(body.startWindow(), errors);
    }
    Long wait = body.windowWaitSeconds();
    errors.require(
        wait == null || body.startWindow() != null,
        "windowWaitSeconds",
        "is of no use without startWindow");
    errors.require(
        wait == null || (wait >= 1 && wait <= LONGEST_WAIT),
        "windowWaitSeconds",
        "must be from 1 to " + LONGEST_WAIT + " (366 days)");
  }

  private static Map<String, String> labels(
      SubmitJob body, SubmissionLookup lookup, FieldErrors errors) {
    Map<String, @Nullable String> given = Objects.requireNonNull(body.labels());
    errors.require(body.machine() == null, "labels", "can't be given together with a machine");
    errors.require(
        !given.isEmpty() && given.size() <= MOST_LABELS,
        "labels",
        "must have 1 to " + MOST_LABELS + " entries");
    int before = errors.all().size();
    Map<String, String> labels = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          String field = "labels." + name.replaceAll("\\p{Cntrl}", "?");
          errors.require(
              LABEL.matcher(name).matches(), field, "names must match " + LABEL.pattern());
          errors.line(field, value, LONGEST_LABEL);
          if (value == null) {
            errors.add(field, "must be a text");
          } else {
            labels.put(name, value);
          }
        });
    if (errors.all().size() == before) {
      lookup.labels(labels, errors);
    }
    return labels;
  }

  private static List<String> after(SubmitJob body, FieldErrors errors) {
    List<@Nullable String> given = body.after() == null ? List.of() : body.after();
    errors.require(
        given.size() <= MOST_AFTER, "after", "must have at most " + MOST_AFTER + " elements");
    errors.require(
        body.afterAny() == null || !given.isEmpty(), "afterAny", "is of no use without after");
    List<String> after = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String id = given.get(i);
      if (id == null || id.length() > LONGEST_ID || id.isBlank()) {
        errors.add("after[" + i + "]", "must be the id of a job");
      } else if (after.contains(id.toLowerCase(Locale.ROOT))) {
        errors.add("after[" + i + "]", "is named twice");
      } else {
        after.add(id.toLowerCase(Locale.ROOT));
      }
    }
    return after;
  }

  private void definition(SubmitJob body, FieldErrors errors) {
    if (body.name() != null) {
      errors.require(!body.name().isBlank(), "name", "must not be empty; leave it out instead");
      errors.line("name", body.name(), LONGEST_NAME);
    }
    exactlyOne(body, errors);
    if (body.command() != null) {
      command(body.command(), errors);
    }
    if (body.scenario() != null) {
      scenario(body.scenario(), errors);
    }
    if (body.source() != null) {
      sources.check(body.source(), errors);
    }
    if (body.variables() != null) {
      variables(body.variables(), errors);
    }
    Long seconds = body.timeLimitSeconds();
    errors.require(
        seconds == null || (seconds >= 1 && seconds <= LONGEST_SECONDS),
        "timeLimitSeconds",
        "must be from 1 to " + LONGEST_SECONDS + " (7 days)");
    Integer attempts = body.maxAttempts();
    errors.require(
        attempts == null || (attempts >= 1 && attempts <= MOST_ATTEMPTS),
        "maxAttempts",
        "must be from 1 to " + MOST_ATTEMPTS);
    errors.require(
        CheckThreshold.isValid(body.checkThreshold()),
        "checkThreshold",
        "must be error, warn or info");
  }

  private static void priority(@Nullable Integer priority, Role role, FieldErrors errors) {
    if (priority == null) {
      return;
    }
    errors.require(
        priority >= LOWEST && priority <= HIGHEST,
        "priority",
        "must be from " + LOWEST + " to " + HIGHEST);
    errors.require(
        priority <= 0 || role.compareTo(Role.OPERATOR) >= 0,
        "priority",
        "above 0 needs the role OPERATOR; a submitter's jobs have 0 or less");
  }

  private static void exactlyOne(SubmitJob body, FieldErrors errors) {
    long given =
        Stream.of(body.command(), body.scenario(), body.source()).filter(Objects::nonNull).count();
    errors.require(
        given == 1, "command", "exactly one of command, scenario and source must be given");
  }

  private static void command(List<@Nullable String> command, FieldErrors errors) {
    String program = command.isEmpty() ? null : command.get(0);
    if (program == null || program.isBlank()) {
      errors.add("command[0]", "must be the program to run");
      return;
    }
    errors.require(
        command.size() <= MOST_ARGUMENTS,
        "command",
        "must have at most " + MOST_ARGUMENTS + " elements");
    long bytes = 0;
    for (int i = 0; i < command.size(); i++) {
      String argument = command.get(i);
      if (argument == null) {
        errors.add("command[" + i + "]", "must be a text");
      } else {
        bytes += argument.getBytes(UTF_8).length;
        errors.require(
            argument.indexOf('\0') < 0, "command[" + i + "]", "must not hold a NUL character");
      }
    }
    errors.require(
        bytes <= COMMAND_BYTES, "command", "must have at most " + COMMAND_BYTES + " bytes");
  }

  private static void scenario(String scenario, FieldErrors errors) {
    errors.require(!scenario.isBlank(), "scenario", "must not be empty");
    errors.require(
        scenario.getBytes(UTF_8).length <= SCENARIO_BYTES,
        "scenario",
        "must have at most " + SCENARIO_BYTES + " bytes");
    errors.require(scenario.indexOf('\0') < 0, "scenario", "must not hold a NUL character");
  }

  private static void variables(Map<String, @Nullable String> variables, FieldErrors errors) {
    errors.require(
        variables.size() <= MOST_VARIABLES,
        "variables",
        "must have at most " + MOST_VARIABLES + " entries");
    variables.forEach(
        (name, value) -> {
          String field = "variables." + name.replaceAll("\\p{Cntrl}", "?");
          errors.require(
              VARIABLE.matcher(name).matches(), field, "names must match " + VARIABLE.pattern());
          if (value == null) {
            errors.add(field, "must be a text");
          } else {
            errors.require(
                value.length() <= LONGEST_VALUE,
                field,
                "must have at most " + LONGEST_VALUE + " characters");
            errors.require(value.indexOf('\0') < 0, field, "must not hold a NUL character");
          }
        });
  }
}
