package io.tacet.embedded.postgres;

import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.parts.Trees;
import io.tacet.embedded.process.StartFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once beside their archive; several JVMs may ask at the same time.
 */
record PostgresBinaries(Path root) {

  static PostgresBinaries unpacked(PartsDirectory parts) {
    String platform = platform();
    Path directory = parts.resolve("postgres");
    Path root = directory.resolve(platform);
    if (Files.isDirectory(root)) {
      return new PostgresBinaries(root);
    }
    try {
      Path unfinished = Files.createTempDirectory(directory, platform + ".");
      unpack(directory.resolve("postgres-" + platform + ".txz"), unfinished);
      try {
        Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // Another JVM was faster.
        Trees.delete(unfinished);
        if (!Files.isDirectory(root)) {
          throw e;
        }
      }
      return new PostgresBinaries(root);
    } catch (IOException e) {
      throw new StartFailure(
          "PostgreSQL can't be unpacked into " + root + ": " + e.getMessage(), e);
    }
  }

  String program(String name) {
    return root.resolve("bin").resolve(name).toString();
  }

  private static String platform() {
    String os = System.getProperty("os.name");
    String machine = System.getProperty("os.arch");
    if ("Linux".equals(os) && "amd64".equals(machine)) {
      return "linux-x86_64";
    }
    if ("Linux".equals(os) && "aarch64".equals(machine)) {
      return "linux-arm_64";
    }
    throw new StartFailure(
        "There is no PostgreSQL for "
            + os
            + " on "
            + machine
            + " here. Name one that is there by "
            + PostgresServer.EXTERNAL
            + ".");
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(archive + " holds a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Path parent = file.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, executable());
          }
        }
      }
    }
  }

  private static Set<PosixFilePermission> executable() {
    return EnumSet.of(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.OTHERS_EXECUTE);
  }
}
