package io.tacet.embedded.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a Java program as a JVM had parsed and verified them in an earlier run (class data
 * sharing, JEP 350), which takes a quarter of the CPU time from its start.
 *
 * <p>It is recorded by a run that ends in order, where the system property {@value #RECORD} is
 * {@code true}, as in our tests; one run at a time, since recording takes some seconds. Where there
 * is one it is used. It belongs to one JVM and one state of one jar: another one has another file,
 * and takes the place of what was recorded before. The JVM itself checks that the classes are those
 * it finds, and does without an archive that does not fit. Immutable.
 */
public final class ClassArchive {
  /** System property: {@code true} where archives that are missing are to be recorded. */
  public static final String RECORD = "tacet.embedded.record-classes";

  /** What it says about an archive or about classes that can't be in one is of no use to anyone. */
  private static final List<String> SILENTLY = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  /** Of a JVM that has ended in order: by itself, by INT, by TERM. */
  private static final Set<Integer> ORDERLY = Set.of(0, 130, 143);

  private final String program;
  private final Path file;

  private ClassArchive(String program, Path file) {
    this.program = program;
    this.file = file;
  }

  /**
   * Of the program in this jar.
   *
   * @param directory where its archives are kept; made when one is recorded
   */
  public static ClassArchive of(Path jar, Path directory) {
    try {
      String jvm = System.getProperty("java.home") + System.getProperty("java.vm.version");
      int state =
          Objects.hash(
              jvm,
              ProgramSize.chosen().name(),
              jar.toAbsolutePath(),
              Files.getLastModifiedTime(jar),
              Files.size(jar));
      String program = jar.getFileName() + "-";
      return new ClassArchive(
          program, directory.resolve(program + Integer.toHexString(state) + ".jsa"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't look at " + jar, e);
    }
  }

  /** Of the service in {@code target/quarkus-app/quarkus-run.jar}; kept beside that directory. */
  public static ClassArchive ofService(Path jar) {
    return of(jar, jar.toAbsolutePath().resolve("../../class-archive").normalize());
  }

  /** What a start does with it that is not to record. */
  public Use ifThere() {
    return isThere() ? use() : new Use(this, List.of(), null);
  }

  /** Whether it has been recorded. */
  public boolean isThere() {
    return Files.isRegularFile(file);
  }

  /** For each JVM of its own: a lock is lost when the JVM that has it looks at it once more. */
  private Path recording() {
    return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
  }

  /** What the next start does with it. Its {@link Use#ended} must be called. */
  public Use use() {
    if (isThere()) {
      return new Use(this, flags("-XX:SharedArchiveFile=" + file), null);
    }
    FileChannel lock = Boolean.getBoolean(RECORD) ? lock() : null;
    return lock == null
        ? new Use(this, List.of(), null)
        : new Use(this, flags("-XX:ArchiveClassesAtExit=" + recording()), lock);
  }

  private static List<String> flags(String archive) {
    List<String> flags = new ArrayList<>(SILENTLY);
    flags.add(archive);
    return List.copyOf(flags);
  }

  /** Null: another run records it. The system gives it free when this JVM ends, however. */
  private @Nullable FileChannel lock() {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      FileChannel channel =
          FileChannel.open(
              file.resolveSibling(program + "lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        // Another run of this JVM's.
      }
      channel.close();
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("can't record " + file, e);
    }
  }

  private void keep() throws IOException {
    try {
      Files.move(recording(), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // nothing was recorded
    }
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Objects.requireNonNull(file.getParent()), program + "*.jsa*")) {
      for (Path one : all) {
        if (!one.equals(file)) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /** What one run of the program does with the archive. */
  public static final class Use {
    private final ClassArchive archive;
    private final List<String> flags;
    private @Nullable FileChannel lock;

    private Use(ClassArchive archive, List<String> flags, @Nullable FileChannel lock) {
      this.archive = archive;
      this.flags = flags;
      this.lock = lock;
    }

    /** Flags of java(1). */
    public List<String> flags() {
      return flags;
    }

    /** Whether this run records, so that its end takes longer. */
    public synchronized boolean records() {
      return lock != null;
    }

    /** The program has ended with this exit code: keeps what it has recorded, if it has. */
    public synchronized void ended(int code) {
      FileChannel held = lock;
      if (held == null) {
        return;
      }
      lock = null;
      try (held) {
        if (ORDERLY.contains(code)) {
          archive.keep();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("can't keep " + archive.file, e);
      }
    }
  }
}
