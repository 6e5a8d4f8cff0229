package io.tacet.cli.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.scenario.Reading;
import io.tacet.scenario.ScenarioException;
import io.tacet.scenario.ScenarioParser;
import io.tacet.scenario.ScenarioProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The text of a scenario file. Immutable.
 *
 * @param name of the file as it was given, for messages
 * @param text its content
 */
public record ScenarioFile(String name, String text) {

  /** The name that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int LARGEST = 256 * 1024;

  /**
   * Reads a file.
   *
   * @param path as it was given
   * @throws CommandFailure when it can't be read, is too large or no text
   */
  public static ScenarioFile read(String path) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      return read(path, in);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(e, "there is no file " + path + ".", List.of());
    } catch (AccessDeniedException e) {
      throw new CommandFailure(e, "you may not read " + path + ".", List.of());
    } catch (IOException e) {
      throw new CommandFailure(e, "can't read " + path + ": " + e.getMessage(), List.of());
    }
  }

  /** Reads a file, or standard input where its name is given. */
  static ScenarioFile read(String path, InputStream standardInput, String nameOfIt) {
    if (!path.equals(STANDARD_INPUT)) {
      return read(path);
    }
    try {
      return read(nameOfIt, standardInput);
    } catch (IOException e) {
      throw new CommandFailure(e, "can't read standard input: " + e.getMessage(), List.of());
    }
  }

  /**
   * Checks that it can be run with these values.
   *
   * @throws CommandFailure with everything that is wrong
   */
  public void mustRun(Map<String, String> variables) {
    try {
      new ScenarioParser().parse(name, text, variables);
    } catch (ScenarioException e) {
      List<String> mistakes = e.problems().stream().map(problem -> problem.in(name)).toList();
      throw new CommandFailure(
          e,
          "this scenario can't be run as it is; nothing was sent.",
          Stream.concat(mistakes.stream(), Stream.of("See it whole: tacet check " + name))
              .toList());
    }
  }

  /** What it says; what is wrong with it is in the answer. */
  Reading check(Map<String, String> variables) {
    return new ScenarioParser().read(text, variables);
  }

  private static ScenarioFile read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new CommandFailure(
          name + " is larger than 256 KiB; a scenario can't be.",
          "Put large inputs into a repository and name it with --repo.");
    }
    return new ScenarioFile(name, decoded(name, bytes));
  }

  private static String decoded(String name, byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      String before = text.toString();
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int lineStart = before.lastIndexOf('\n') + 1;
      int column = before.codePointCount(lineStart, before.length()) + 1;
      throw new CommandFailure(
          name + " is no UTF-8 text, so it is no scenario.",
          new ScenarioProblem(line, column, "the first byte that is none").in(name));
    }
    return text.toString();
  }
}
