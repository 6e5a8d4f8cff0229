package io.tacet.worker.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** A file that nobody but its owner may have access to. */
final class SecretFile {

  private static final Set<PosixFilePermission> OF_THE_OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private SecretFile() {}

  /** What is wrong with it and what to do; empty when nothing is. */
  static Optional<String> problem(Path file) {
    PosixFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, PosixFileAttributes.class);
    } catch (NoSuchFileException e) {
      return Optional.of(file + " is not there");
    } catch (IOException e) {
      return Optional.of(file + " can't be read: " + e.getMessage());
    }
    if (!attributes.isRegularFile()) {
      return Optional.of(file + " is no file");
    }
    if (!OF_THE_OWNER.containsAll(attributes.permissions())) {
      return Optional.of(
          file + " can be used by others than its owner: take that away (chmod 600 " + file + ")");
    }
    if (!Files.isReadable(file)) {
      return Optional.of(
          file + " belongs to " + attributes.owner().getName() + ": the worker may not read it");
    }
    return Optional.empty();
  }

  /** Its first line. */
  static String firstLine(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", 2)[0];
  }
}
