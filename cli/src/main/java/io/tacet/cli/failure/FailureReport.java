package io.tacet.cli.failure;

import io.tacet.cli.terminal.Terminal;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error why a verb failed. Stack traces only when asked for. */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Terminal terminal;
  private final boolean debug;

  /**
   * A report to a terminal.
   *
   * @param debug whether to show stack traces
   */
  public FailureReport(Terminal terminal, boolean debug) {
    this.terminal = terminal;
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    if (failure instanceof CommandFailure known) {
      say(known.text(), known.advice());
    } else {
      say(
          "unexpected: " + failure,
          debug ? List.of() : List.of("TACET_DEBUG=1 shows where it comes from."));
    }
    if (debug) {
      failure.printStackTrace(terminal.err());
    }
    terminal.flush();
    return ExitCode.FAILURE;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    List<String> suggestions =
        failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
            ? suggestions(unmatched.getUnmatched().get(0), command.getCommandSpec())
            : List.of();
    String name = command.getCommandSpec().qualifiedName();
    if (!suggestions.isEmpty()) {
      say(message(failure), List.of("Did you mean: " + String.join(", ", suggestions) + "?"));
    } else {
      say(message(failure), List.of("Try: " + name + " --help"));
    }
    terminal.flush();
    return ExitCode.USAGE;
  }

  private static List<String> suggestions(String typed, CommandSpec command) {
    return Suggestion.of(
        typed,
        typed.startsWith("-") ? command.optionsMap().keySet() : command.subcommands().keySet());
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      boolean option = first.startsWith("-");
      boolean verb = !option && !failure.getCommandLine().getCommandSpec().subcommands().isEmpty();
      return verb
          ? "there is no verb '" + first + "'."
          : option ? "there is no option '" + first + "' here." : "'" + first + "' is too much.";
    }
    return Objects.requireNonNullElse(failure.getMessage(), "that is not understood.")
        // As picocli words some of them
        .replaceFirst("^Error: ", "")
        .replace("option option", "option");
  }

  private void say(String message, List<String> advice) {
    terminal.err().println(terminal.paintErr().bad("tacet:") + " " + message);
    for (String line : advice) {
      terminal.err().println("       " + line);
    }
  }
}
