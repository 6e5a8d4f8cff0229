package io.tacet.cli.job;

import io.tacet.cli.scenario.ScenarioFile;
import io.tacet.cli.words.CommandWords;
import io.tacet.contract.rest.GitSource;
import io.tacet.contract.rest.SubmitJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say what a job of a given machine runs, without those that say when its turn
 * comes. Filled by the command line; for one thread.
 */
public final class ScenarioOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "'WORDS'",
      description = "The command to measure, quoted as in a shell, run without one.")
  private @Nullable String command;

  @Option(
      names = "--repo",
      paramLabel = "URI",
      description = "A git repository with a scenario: https, ssh or, where allowed, file.")
  private @Nullable String repo;

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "Branch, tag or commit in it; else its HEAD.")
  private @Nullable String ref;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      description =
          "The scenario: with --repo its path in the repository (else tacet.yml); alone a file"
              + " here, whose text is kept.")
  private @Nullable String file;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A value for a variable of the scenario. May be repeated.")
  private @Nullable Map<String, String> variables;

  @Option(
      names = {"-p", "--project"},
      paramLabel = "ID",
      description = "Who pays; not needed if you have one project only.")
  private @Nullable String project;

  /**
   * What to send.
   *
   * @throws ParameterException when the options do not make a job
   * @throws io.tacet.cli.failure.CommandFailure when a file can't be read
   */
  public SubmitJob job() {
    if ((command == null) == (repo == null && file == null)) {
      throw usage("say what to measure, by one of --command, --repo and --file.");
    }
    if (ref != null && repo == null) {
      throw usage("--ref is of no use without --repo.");
    }
    return new SubmitJob(
        null,
        null,
        project,
        command == null ? null : words(command),
        repo == null && file != null ? ScenarioFile.read(file).text() : null,
        repo == null ? null : new GitSource(repo, ref, file),
        variables == null ? null : new LinkedHashMap<>(variables),
        null,
        null,
        null);
  }

  private List<String> words(String text) {
    try {
      return CommandWords.split(text);
    } catch (IllegalArgumentException e) {
      throw usage("--command: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
