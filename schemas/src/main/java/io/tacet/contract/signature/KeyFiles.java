package io.tacet.contract.signature;

import io.tacet.contract.machine.MachineId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of an installation whose parts are all on one machine: a file for each who signs, made when
 * it is first asked for; and what each part has in its environment, so that everybody who writes
 * events signs them and nobody believes an unsigned one. Thread-safe.
 */
public final class KeyFiles {

  private static final String KEY_FILE = "TACET_SIGNATURE_KEY_FILE";
  private static final String REQUIRED = "TACET_SIGNATURE_REQUIRED";

  private final Path directory;

  /**
   * In a directory.
   *
   * @param directory made with the first key, for its owner only
   */
  public KeyFiles(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  /** Environment of the scheduler, which vouches for the accountant. */
  public Map<String, String> scheduler() {
    Map<String, String> settings = service("scheduler");
    settings.put("TACET_SIGNATURE_ACCOUNTANT", key("accountant").publicHalf().base64());
    return settings;
  }

  /** Environment of the accountant. */
  public Map<String, String> accountant() {
    return service("accountant");
  }

  /** Environment of the notifier, which writes no events. */
  public Map<String, String> notifier() {
    return Map.of(REQUIRED, "true");
  }

  /** Environment of a machine's worker. */
  public Map<String, String> worker(MachineId machine) {
    return Map.of(KEY_FILE, made(name(machine)).toString());
  }

  /** What a machine's worker signs with; its public half is what is registered. */
  public SigningKey key(MachineId machine) {
    return key(name(machine));
  }

  private Map<String, String> service(String name) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(KEY_FILE, made(name).toString());
    settings.put(REQUIRED, "true");
    return settings;
  }

  private Path made(String name) {
    SigningKey unused = key(name);
    return file(name);
  }

  private synchronized SigningKey key(String name) {
    Path file = file(name);
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return Files.exists(file) ? SigningKey.read(file) : SigningKey.create(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": no key to sign with", e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + ".key");
  }

  private static String name(MachineId machine) {
    return "worker-" + machine.value();
  }
}
