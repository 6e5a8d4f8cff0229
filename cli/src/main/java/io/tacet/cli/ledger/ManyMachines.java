package io.tacet.cli.ledger;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Machines and what is said of all of them, or a file that says it of each. For one thread. */
final class ManyMachines {

  @Parameters(
      index = "0..*",
      paramLabel = "MACHINE... VALUE",
      hideParamSyntax = true,
      description = "Ids of the machines, and last what is said of them.")
  private List<String> words = List.of();

  @Option(
      names = "--from-file",
      paramLabel = "PATH",
      description =
          "A CSV file, one machine a line, with the columns that -o csv writes; a day left out is"
              + " that of --from.")
  private @Nullable Path file;

  boolean isFile() {
    return file != null;
  }

  /** What was written, nothing too. */
  List<String> given() {
    return words == null ? List.of() : words;
  }

  /** The machines and the word behind them. */
  Words words(CommandSpec command, String last) {
    if (given().size() < 2) {
      throw new ParameterException(
          command.commandLine(),
          "Missing required argument: MACHINE... " + last + ", or --from-file PATH");
    }
    int end = words.size() - 1;
    return new Words(command, words.subList(0, end), words.get(end));
  }

  /** What the file says. */
  List<MachineFile.Line> file(CommandSpec command, List<String> required, List<String> other) {
    if (!given().isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--from-file PATH names the machines; leave out the others.");
    }
    if (file == null) {
      throw new IllegalStateException("No file was given");
    }
    return new MachineFile(file).read(required, other);
  }

  /** Machines, and the word that stands last. */
  record Words(CommandSpec command, List<String> machines, String last) {

    ParameterException refusal(String why) {
      return new ParameterException(command.commandLine(), why);
    }
  }
}
