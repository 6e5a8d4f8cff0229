package io.tacet.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words by the quoting rules of the POSIX shell (Shell Command Language,
 * 2.2), and does nothing else a shell does: no expansion, no pattern, no operator. An unquoted
 * operator is an error, for its writer expects a shell.
 */
final class WordSplitter {

  private static final String OPERATORS = "|&;<>()`";
  private static final String ESCAPED_IN_DOUBLE_QUOTES = "$`\"\\\n";

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private WordSplitter(String line) {
    this.line = line;
  }

  /** Splits; throws with a message for the writer. */
  static List<String> split(String line) throws NotACommandException {
    return new WordSplitter(line).split();
  }

  private List<String> split() throws NotACommandException {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> plain(c);
      }
    }
    endWord();
    if (words.isEmpty()) {
      throw new NotACommandException("a command needs at least one word");
    }
    return words;
  }

  private void plain(char c) throws NotACommandException {
    boolean substitution = c == '$' && at < line.length() && line.charAt(at) == '(';
    if (substitution || OPERATORS.indexOf(c) >= 0) {
      throw new NotACommandException(
          "\""
              + (substitution ? "$(" : c)
              + "\" has no meaning without a shell: quote it, or write [sh, -c, \"...\"]");
    }
    append(c);
  }

  private void singleQuoted() throws NotACommandException {
    int opened = at;
    int end = line.indexOf('\'', at);
    if (end < 0) {
      throw notClosed("single", opened);
    }
    inWord = true;
    word.append(line, at, end);
    at = end + 1;
  }

  private void doubleQuoted() throws NotACommandException {
    int opened = at;
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\'
          && at < line.length()
          && ESCAPED_IN_DOUBLE_QUOTES.indexOf(line.charAt(at)) >= 0) {
        escaped();
      } else {
        append(c);
      }
    }
    throw notClosed("double", opened);
  }

  private static NotACommandException notClosed(String quote, int character) {
    return new NotACommandException(
        "the " + quote + " quote at character " + character + " of the command is not closed");
  }

  private void escaped() throws NotACommandException {
    if (at == line.length()) {
      throw new NotACommandException("a backslash at the end quotes nothing");
    }
    char next = line.charAt(at++);
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

  /** A line that is no command; the message says why. */
  static final class NotACommandException extends Exception {
    private static final long serialVersionUID = 1;

    NotACommandException(String message) {
      super(message);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
