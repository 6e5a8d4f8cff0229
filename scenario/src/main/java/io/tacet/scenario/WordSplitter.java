package io.tacet.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words by the quoting rules of the POSIX shell (Shell Command Language,
 * 2.2), and does nothing else a shell does: no expansion, no pattern, no operator. An unquoted
 * operator is an error, for its writer expects a shell.
 *
 * <p>Not safe for use by several threads; made for one line.
 */
public final class WordSplitter {

  /** What a dollar sign that is not quoted with single quotes or a backslash means. */
  public enum Dollar {
    /** Text, or a variable of the scenario that is put in later; only {@code $(} is refused. */
    STAYS,
    /** Refused, and the backtick too: who types it at a prompt expects a shell to expand it. */
    REFUSED
  }

  private static final String OPERATORS = "|&;<>()`";
  private static final String EXPANSIONS = "$`";
  private static final String ESCAPED_IN_DOUBLE_QUOTES = "$`\"\\\n";

  private final String line;
  private final Dollar dollar;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private WordSplitter(String line, Dollar dollar) {
    this.line = line;
    this.dollar = dollar;
  }

  /**
   * Splits.
   *
   * @return at least one word
   * @throws NotACommandException with a reason for the writer
   */
  public static List<String> split(String line, Dollar dollar) throws NotACommandException {
    return new WordSplitter(line, dollar).split();
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
    return List.copyOf(words);
  }

  private void plain(char c) throws NotACommandException {
    boolean substitution = c == '$' && at < line.length() && line.charAt(at) == '(';
    if (substitution || OPERATORS.indexOf(c) >= 0) {
      throw needsAShell(substitution ? "$(" : String.valueOf(c));
    }
    expandable(c);
  }

  private void expandable(char c) throws NotACommandException {
    if (dollar == Dollar.REFUSED && EXPANSIONS.indexOf(c) >= 0) {
      throw needsAShell(String.valueOf(c));
    }
    append(c);
  }

  private NotACommandException needsAShell(String sign) {
    String told = "\"" + sign + "\" has no meaning without a shell: quote it, or ";
    return new NotACommandException(
        dollar == Dollar.REFUSED
            ? told + "run one: -- sh -c '...' (character " + at + ")"
            : told + "write [sh, -c, \"...\"]");
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
        expandable(c);
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
  public static final class NotACommandException extends Exception {
    private static final long serialVersionUID = 1;

    NotACommandException(String message) {
      super(message);
    }

    /** What is wrong with it and what to do. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }
}
