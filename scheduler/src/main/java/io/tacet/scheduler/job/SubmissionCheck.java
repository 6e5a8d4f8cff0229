package io.tacet.scheduler.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.scheduler.problem.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for what may be submitted that can be told from the body alone. */
final class SubmissionCheck {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_ARGUMENTS = 1000;
  private static final int COMMAND_BYTES = 64 * 1024;
  private static final int SCENARIO_BYTES = 256 * 1024;
  private static final int MOST_VARIABLES = 100;
  private static final int LONGEST_VALUE = 4096;
  private static final long LONGEST_SECONDS = 7L * 24 * 3600;
  private static final int MOST_ATTEMPTS = 10;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

  private final SourceRules sources;

  SubmissionCheck(SourceRules sources) {
    this.sources = sources;
  }

  void check(SubmitJob body, FieldErrors errors) {
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
