package io.tacet.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Locale;

/**
 * The unprivileged user a job runs as; the worker must be root to become it.
 *
 * @param name of the user
 * @param group number of its group
 */
public record JobUser(String name, String group) {

  /**
   * Asks the system for a user, by id(1), which knows those of a directory service too.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public static JobUser lookUp(String name) {
    try {
      Process id = new ProcessBuilder("id", "-g", "--", name).redirectErrorStream(true).start();
      String answer =
          new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (id.waitFor() != 0 || !answer.matches("\\d+")) {
        throw new IllegalArgumentException(
            "tacet.worker.job-user: no user \"" + name + "\" on this machine");
      }
      return new JobUser(name, answer);
    } catch (IOException e) {
      throw new IllegalArgumentException("tacet.worker.job-user: cannot run id", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for a user", e);
    }
  }

  /** Arguments that go before a command, setpriv(1). */
  List<String> prefix() {
    return List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--init-groups", "--");
  }

  /** Gives a directory and all in it to the user; links are given, not followed. */
  public void own(Path directory) throws IOException {
    UserPrincipal user =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            return give(dir);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return give(file);
          }

          private FileVisitResult give(Path path) throws IOException {
            Files.getFileAttributeView(
                    path,
                    java.nio.file.attribute.FileOwnerAttributeView.class,
                    java.nio.file.LinkOption.NOFOLLOW_LINKS)
                .setOwner(user);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (group %s)", name, group);
  }
}
