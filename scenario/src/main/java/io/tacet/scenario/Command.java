package io.tacet.scenario;

import java.util.List;

/**
 * A program and its arguments, run without a shell.
 *
 * @param words at least one; the first is the program
 */
public record Command(List<String> words) {

  /** Copies the words. */
  public Command {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least one word");
    }
  }

  /** Name or path of the program. */
  public String program() {
    return words.get(0);
  }
}
