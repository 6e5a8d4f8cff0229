package io.tacet.cli.job;

import io.tacet.cli.scenario.ScenarioFile;
import io.tacet.cli.words.CommandOption;
import io.tacet.contract.rest.GitSource;
import io.tacet.contract.rest.SubmitJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a job does. Filled by the command line; for one thread. */
public final class ScenarioOptions {

  @Option(
      names = {"-c", "--command"},
      paramLabel = "'WORDS'",
      description = "The command to measure, quoted as in a shell, run without one.")
  private @Nullable String command;

  @Option(
      names = "--repo",
      paramLabel = "URI",
      description =
          "A git repository with a scenario: https, ssh or, where the server allows it, file; or a"
              + " directory here.")
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
              + " here, whose text goes along.")
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

  /** Whether nothing says what to measure. */
  boolean isEmpty() {
    return command == null && repo == null && file == null;
  }

  /**
   * What to send.
   *
   * @param command whose options these are, for messages
   * @throws ParameterException when the options do not make a job
   * @throws io.tacet.cli.failure.CommandFailure when a file can't be read
   */
  public SubmitJob job(CommandLine command) {
    Work work = work(null, command);
    return new SubmitJob(
        null,
        null,
        work.project(),
        work.command(),
        work.scenario(),
        work.source(),
        work.variables(),
        null,
        null,
        null);
  }

  /** What a job does. */
  Work work(@Nullable List<String> words, CommandLine commandLine) {
    if (command != null && words != null) {
      throw new ParameterException(
          commandLine, "--command and words after -- are two commands: say only one of them.");
    }
    List<String> argv = command == null ? words : CommandOption.words(command, commandLine);
    boolean scenario = repo != null || file != null;
    if (argv == null && !scenario) {
      throw new ParameterException(
          commandLine, "say what to measure, by one of --command, --repo and --file.");
    }
    if (argv != null && scenario) {
      throw new ParameterException(commandLine, "a command and a scenario: say only one of them.");
    }
    if (ref != null && repo == null) {
      throw new ParameterException(commandLine, "--ref is of no use without --repo.");
    }
    return new Work(
        argv,
        repo == null && file != null ? ScenarioFile.read(file).text() : null,
        repo == null ? null : new GitSource(uri(repo), ref, file),
        variables == null ? null : new LinkedHashMap<>(variables),
        project);
  }

  /** Checks a scenario that is a file here, as far as that goes without a server. */
  void check() {
    if (repo == null && file != null) {
      ScenarioFile.read(file).mustRun(variables == null ? Map.of() : variables);
    }
  }

  private static String uri(String repo) {
    if (repo.contains("://") || repo.contains("::") || !Files.isDirectory(Path.of(repo))) {
      return repo;
    }
    String uri = Path.of(repo).toAbsolutePath().normalize().toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  /** One of command, scenario and source is there. */
  record Work(
      @Nullable List<String> command,
      @Nullable String scenario,
      @Nullable GitSource source,
      @Nullable Map<String, String> variables,
      @Nullable String project) {}
}
