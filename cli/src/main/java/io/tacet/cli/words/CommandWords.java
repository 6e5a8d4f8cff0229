package io.tacet.cli.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words by the quoting rules of POSIX (Shell Command Language, 2.2), without
 * expanding anything: the command is run without a shell. What a shell would expand or act on is
 * refused where it is not quoted, because the person who typed it expects a shell.
 *
 * <p>Not safe for use by several threads; made for one text.
 */
public final class CommandWords {

  private static final String OPERATORS = "|&;<>()";
  private static final String EXPANSIONS = "$`";
  private static final String ESCAPABLE_IN_DOUBLE_QUOTES = "$`\"\\\n";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int position;

  private CommandWords(String text) {
    this.text = text;
  }

  /**
   * Splits.
   *
   * @return at least one word
   * @throws IllegalArgumentException saying what is wrong, at which character, and what to do
   */
  public static List<String> split(String text) {
    return new CommandWords(text).split();
  }

  private List<String> split() {
    while (position < text.length()) {
      char c = text.charAt(position++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> {
          refuseShell(c, OPERATORS);
          refuseShell(c, EXPANSIONS);
          append(c);
        }
      }
    }
    endWord();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("there is no program to run in it.");
    }
    return List.copyOf(words);
  }

  private void singleQuoted() {
    int opened = position;
    inWord = true;
    int end = text.indexOf('\'', position);
    if (end < 0) {
      throw unclosed('\'', opened);
    }
    word.append(text, position, end);
    position = end + 1;
  }

  private void doubleQuoted() {
    int opened = position;
    inWord = true;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        return;
      }
      if (c == '\\'
          && position < text.length()
          && ESCAPABLE_IN_DOUBLE_QUOTES.indexOf(text.charAt(position)) >= 0) {
        char next = text.charAt(position++);
        if (next != '\n') {
          word.append(next);
        }
      } else {
        refuseShell(c, EXPANSIONS);
        word.append(c);
      }
    }
    throw unclosed('"', opened);
  }

  private void escaped() {
    if (position == text.length()) {
      throw new IllegalArgumentException(
          "it ends with a backslash that escapes nothing (character " + position + ").");
    }
    char next = text.charAt(position++);
    if (next != '\n') {
      append(next);
    }
  }

  private void append(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void refuseShell(char c, String special) {
    if (special.indexOf(c) >= 0) {
      throw new IllegalArgumentException(
          "no shell runs it, so '"
              + c
              + "' (character "
              + position
              + ") would have no effect. Quote it to pass it on as it is, or run a shell: "
              + "-- sh -c '...'");
    }
  }

  private static IllegalArgumentException unclosed(char quote, int at) {
    return new IllegalArgumentException(
        "the quote " + quote + " at character " + at + " is not closed.");
  }
}
