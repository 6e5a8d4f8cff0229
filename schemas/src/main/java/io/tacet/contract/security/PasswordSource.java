package io.tacet.contract.security;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A password, or the file that holds it in one line. Immutable; the file is read each time.
 *
 * @param given the password itself
 * @param file the file
 */
record PasswordSource(Optional<String> given, Optional<Path> file) {

  boolean isPresent() {
    return given.isPresent() || file.isPresent();
  }

  /**
   * The password; empty text when there is none.
   *
   * @throws UncheckedIOException when the file can't be read
   */
  String text() {
    return given.orElseGet(() -> file.map(path -> new SecretFile(path).text()).orElse(""));
  }

  /**
   * What is wrong; the password is not said.
   *
   * @param prefix of the keys {@code password} and {@code password-file}
   */
  List<String> problems(String prefix) {
    List<String> problems = new ArrayList<>();
    if (given.isPresent() && file.isPresent()) {
      problems.add(prefix + "password and password-file are both set: leave one out");
    }
    file.ifPresent(path -> problems.addAll(ofFile(path, prefix + "password-file")));
    return problems;
  }

  /** The same, where there must be one. */
  List<String> problemsOfNeeded(String prefix) {
    return isPresent()
        ? problems(prefix)
        : List.of(prefix + "password-file is not set, nor is password");
  }

  private static List<String> ofFile(Path path, String key) {
    SecretFile secret = new SecretFile(path);
    List<String> wrong = secret.problems(key);
    return wrong.isEmpty() && secret.text().lines().count() != 1
        ? List.of(key + ": " + path + " must hold one line, the password")
        : wrong;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PasswordSource[" + file.map(Path::toString).orElse("") + "]";
  }
}
