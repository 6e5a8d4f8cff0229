package io.tacet.worker.signature;

import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.contract.signature.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key in the configuration. Thread-safe. */
public final class WorkerKey {

  /** What every problem here names. */
  public static final String SETTING = "tacet.signature.key-file";

  private WorkerKey() {}

  /**
   * What is wrong with the key and with whose it is.
   *
   * @param jobUser whom jobs run as; empty: the worker's own user
   */
  public static List<String> problems(SignatureConfig config, Optional<String> jobUser) {
    if (config.keyFile().isEmpty()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    Path file = config.keyFile().get();
    try {
      SigningKey unused = SigningKey.read(file);
      String owner = Files.getOwner(file).getName();
      if (jobUser.filter(owner::equals).isPresent()) {
        problems.add(SETTING + ": " + file + " belongs to " + owner + ", whom jobs run as");
      }
    } catch (IOException e) {
      problems.add(SETTING + ": " + e.getMessage());
    }
    return problems;
  }

  /**
   * Signs with the configured key, or not at all. All that the platform has to load for a signature
   * is loaded here, far from any measurement.
   */
  public static EventSigner signer(SignatureConfig config) {
    return config
        .keyFile()
        .map(
            file -> {
              try {
                return EventSigner.with(SigningKey.read(file)); // its public half was tried
              } catch (IOException e) {
                throw new UncheckedIOException(SETTING + ": " + e.getMessage(), e);
              }
            })
        .orElseGet(EventSigner::without);
  }
}
