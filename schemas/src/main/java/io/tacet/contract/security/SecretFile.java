package io.tacet.contract.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file that holds a secret: a password of one line, or a private key. Immutable. */
record SecretFile(Path path) {

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  /**
   * The text in it, without white space around it.
   *
   * @throws UncheckedIOException when it can't be read
   */
  String text() {
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + path, e);
    }
  }

  /** What is wrong with it; nothing of what is in it is said. */
  List<String> problems(String key) {
    if (!Files.isReadable(path)) {
      return List.of(key + ": there is no " + path + " that this user may read");
    }
    return openness()
        .map(open -> List.of(key + ": " + path + " is a secret and " + open + "; chmod o= " + path))
        .orElseGet(List::of);
  }

  /** Files without such permissions (on other file systems) are taken as they are. */
  private Optional<String> openness() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return permissions.stream().anyMatch(OF_OTHERS::contains)
          ? Optional.of("open to every user of this machine")
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
