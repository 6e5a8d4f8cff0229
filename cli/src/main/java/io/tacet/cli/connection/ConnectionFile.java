package io.tacet.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file in which {@code up} and {@code demo} leave address and token for the other verbs. It is
 * there only while they are up, and readable by its owner only. Immutable.
 */
public record ConnectionFile(Path path) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * What the file holds.
   *
   * @param ca PEM file with the CA of the servers' certificates; null: they speak HTTP
   * @param pid process that wrote it and is up
   */
  public record Entry(
      URI scheduler,
      URI accountant,
      @Nullable URI notifier,
      String token,
      @Nullable Path ca,
      long pid) {

    /** Without a notifier of its own: it is looked for beside the scheduler. */
    public Entry(URI scheduler, URI accountant, String token, long pid) {
      this(scheduler, accountant, null, token, null, pid);
    }

    /** Whether the process that wrote it is there; one that was killed leaves the file behind. */
    boolean isUp() {
      return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** As a connection. */
    Connection connection(Path file) {
      return new Connection(
          scheduler,
          accountant,
          ConnectionOptions.notifier(this, scheduler),
          token,
          ca,
          file.toString());
    }

    @Override
    public String toString() {
      return "Entry[scheduler=" + scheduler + ", accountant=" + accountant + ", pid=" + pid + "]";
    }
  }

  /**
   * Reads it.
   *
   * @return empty when it is not there
   * @throws CommandFailure when it can't be read
   */
  public Optional<Entry> read() {
    try {
      return Optional.of(Json.mapper().readValue(Files.readAllBytes(path), Entry.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          e,
          path + " is not what tacet up wrote there.",
          List.of("Stop tacet up if it runs, remove the file, and start it again."));
    } catch (IOException e) {
      throw new CommandFailure(
          e,
          "can't read " + path + ": " + e.getMessage(),
          List.of("It belongs to whoever ran tacet up; run this as the same user."));
    }
  }

  /** Writes it in one step, never readable by others, not even for a moment. */
  public void write(Entry entry) {
    try {
      Path directory = Files.createDirectories(path.toAbsolutePath().getParent());
      Path unfinished =
          Files.createTempFile(
              directory, "connection", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.write(unfinished, Json.mapper().writeValueAsBytes(entry));
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + path, e);
    }
  }

  /** Removes it if this process wrote it. */
  public void removeIfOf(long pid) {
    if (read().filter(entry -> entry.pid() == pid).isPresent()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("can't remove " + path, e);
      }
    }
  }
}
