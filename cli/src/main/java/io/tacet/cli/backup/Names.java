package io.tacet.cli.backup;

/** Names in SQL. */
final class Names {

  private Names() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
