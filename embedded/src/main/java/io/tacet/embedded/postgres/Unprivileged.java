package io.tacet.embedded.postgres;

import io.tacet.embedded.process.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own root is nobody, and still owns
 * its files.
 */
final class Unprivileged {
  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  private Unprivileged() {}

  /** The command as it is, or, for root, in a user namespace. The process id stays the same. */
  static List<String> command(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(NAMESPACE);
    wrapped.addAll(command);
    return wrapped;
  }

  /**
   * Checks that PostgreSQL can run here at all.
   *
   * @throws StartFailure if this is root and user namespaces are forbidden
   */
  static void require() {
    if (isRoot() && !namespacesAllowed()) {
      throw new StartFailure(
          "PostgreSQL refuses to run as root, and this machine forbids user namespaces"
              + " (unshare -U). Run as another user, or name a PostgreSQL that is there: "
              + PostgresServer.EXTERNAL
              + "=jdbc:postgresql://host:port/database?user=...&password=..., a superuser's.");
    }
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException("can't tell whose process this is", e);
    }
  }

  private static boolean namespacesAllowed() {
    try {
      List<String> command = new ArrayList<>(NAMESPACE);
      command.add("true");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      // No unshare program.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
