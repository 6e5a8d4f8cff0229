package io.tacet.cli.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Answer;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.output.Plain;
import io.tacet.scenario.Reading;
import io.tacet.scenario.ScenarioProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code check}. */
@Command(
    name = "check",
    customSynopsis = {
      "tacet check [--var NAME=VALUE]... [-o FORM] FILE...",
      "       tacet check --schema"
    },
    description = {
      "Reads scenarios and says what a worker would do, or what is wrong. Asks no server.",
      ""
    },
    footer = {
      "",
      "A scenario is a file such as",
      "",
      "  name: gzip at one level",
      "  repeat: 3",
      "  variables: {LEVEL: 6, FILE: null}     # null: each job must give a value",
      "  phases:",
      "    - {name: BASELINE, duration: 5s}    # commands, or a time to wait",
      "    - name: RUNTIME",
      "      timeout: 2m",
      "      commands:",
      "        - gzip -k -$${LEVEL} $${FILE}     # split into words, run without a shell",
      "",
      "docs/scenario.md tells every field.",
      "",
      "Examples:",
      "  tacet check tacet.yml",
      "  tacet check --var LEVEL=9 --var FILE=big.tar tacet.yml",
      "  tacet check examples/*/tacet.yml -o json | jq '.files[] | select(.valid | not)'",
      "  git show HEAD:tacet.yml | tacet check -",
      "  tacet check --schema > tacet.schema.json    for an editor that completes and checks",
      "",
      "Each mistake is a line FILE:LINE:COLUMN: MESSAGE on standard error. A variable that still",
      "needs a value is shown and is no mistake; submit refuses it.",
      "Exit codes: 0 nothing is wrong, 1 something is, 2 not understood."
    })
public final class CheckCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT_SHOWN = "<stdin>";

  private final Context context;
  private final InputStream standardInput;

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Scenarios; - is standard input.")
  private @Nullable List<String> files;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A value for a variable of the scenarios. May be repeated.")
  private @Nullable Map<String, String> variables;

  @Option(names = "--schema", description = "Show the JSON Schema of scenarios instead.")
  private boolean schema;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (default), json or csv (phases). The first is for people.")
  private OutputFormat output = OutputFormat.TABLE;

  /**
   * Runs in this process.
   *
   * @param standardInput read when a file is {@code -}
   */
  public CheckCommand(Context context, InputStream standardInput) {
    this.context = context;
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    if (schema == (files != null)) {
      throw new ParameterException(
          spec.commandLine(),
          schema ? "--schema takes no files." : "name a scenario, e.g. tacet check tacet.yml");
    }
    if (schema) {
      context.terminal().out().print(schemaText());
      return ExitCode.OK;
    }
    List<Checked> all = new ArrayList<>();
    List<PhaseRow> rows = new ArrayList<>();
    for (String file : Objects.requireNonNull(files)) {
      check(file, all, rows);
    }
    if (output != OutputFormat.TABLE) {
      new Answer(output, context.terminal()).list(PhaseRow.LISTING, rows, Map.of("files", all), "");
    }
    return all.stream().allMatch(Checked::valid) ? ExitCode.OK : ExitCode.FAILURE;
  }

  private void check(String path, List<Checked> all, List<PhaseRow> rows) {
    String name = path.equals(ScenarioFile.STANDARD_INPUT) ? STANDARD_INPUT_SHOWN : path;
    Reading reading;
    try {
      reading =
          ScenarioFile.read(path, standardInput, name)
              .check(variables == null ? Map.of() : new HashMap<>(variables));
    } catch (CommandFailure e) {
      List<String> said = new ArrayList<>(List.of(e.text()));
      said.addAll(e.advice());
      Checked unreadable = Checked.unreadable(name, String.join(" ", said));
      all.add(unreadable);
      tell(name, unreadable.problems());
      return;
    }
    all.add(Checked.of(name, reading));
    rows.addAll(Checked.rows(name, reading));
    tell(name, reading.problems());
    if (output == OutputFormat.TABLE) {
      new ScenarioText(context.terminal()).tell(name, reading);
    }
  }

  private void tell(String name, List<ScenarioProblem> problems) {
    problems.forEach(problem -> context.terminal().err().println(Plain.text(problem.in(name))));
  }

  private static String schemaText() {
    try (InputStream in = CheckCommand.class.getResourceAsStream("tacet.schema.json")) {
      return new String(Objects.requireNonNull(in, "the schema is packed").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
