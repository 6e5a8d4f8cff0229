package io.tacet.cli.words;

import io.tacet.scenario.WordSplitter;
import io.tacet.scenario.WordSplitter.Dollar;
import io.tacet.scenario.WordSplitter.NotACommandException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The value of {@code --command}: a line as it would be typed, run without a shell. */
public final class CommandOption {

  private CommandOption() {}

  /**
   * Its words.
   *
   * @throws ParameterException saying what is wrong with it and what to do
   */
  public static List<String> words(String line, CommandLine command) {
    try {
      return WordSplitter.split(line, Dollar.REFUSED);
    } catch (NotACommandException e) {
      throw new ParameterException(command, "--command: " + e.reason() + ".");
    }
  }
}
