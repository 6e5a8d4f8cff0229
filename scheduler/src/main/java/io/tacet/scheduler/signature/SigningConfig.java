package io.tacet.scheduler.signature;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.contract.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the scheduler does about signatures; its own key is {@link SignatureConfig}'s. */
@ConfigMapping(prefix = "tacet.signature")
public interface SigningConfig {

  /**
   * Whether every unsigned event is refused. One of a machine that has a registered key must be
   * signed in any case.
   */
  @WithDefault("false")
  boolean required();

  /**
   * Public half of the key that the accountant signs its notices with, PEM or its base64 in one
   * line; published with the machines' keys.
   */
  Optional<String> accountant();

  /** The same in a file, instead: PEM, as {@code tacet-worker key} writes it. */
  Optional<Path> accountantFile();

  /** How long a service's former key is still good after a new one was first seen. */
  @WithDefault("PT24H")
  Duration overlap();

  /** One sentence for each setting that can't be. */
  static List<String> problems(SigningConfig signing, SignatureConfig key) {
    List<String> problems = new ArrayList<>();
    if (signing.overlap().isNegative()) {
      problems.add("tacet.signature.overlap must not be negative");
    }
    if (signing.accountant().isPresent() && signing.accountantFile().isPresent()) {
      problems.add(
          "tacet.signature.accountant and tacet.signature.accountant-file are both set: leave one"
              + " out");
    }
    try {
      accountantsKey(signing);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    key.keyFile()
        .ifPresent(
            file -> {
              try {
                SigningKey unused = SigningKey.readOfService(file);
              } catch (IOException e) {
                problems.add("tacet.signature.key-file: " + e.getMessage());
              }
            });
    if (signing.required() && key.keyFile().isEmpty()) {
      problems.add(
          "tacet.signature.required is true, but there is no tacet.signature.key-file: the"
              + " scheduler would refuse its own events");
    }
    if ((signing.accountant().isPresent() || signing.accountantFile().isPresent())
        && key.keyFile().isEmpty()) {
      problems.add(
          "the accountant's key is set, but not tacet.signature.key-file: the scheduler"
              + " signs, too, or nobody does");
    }
    return problems;
  }

  /**
   * The key of the accountant, where it is given.
   *
   * @throws IllegalArgumentException with the setting, when there is none in it
   */
  static Optional<PublicHalf> accountantsKey(SigningConfig signing) {
    Optional<Path> file = signing.accountantFile();
    String setting = "tacet.signature.accountant" + (file.isPresent() ? "-file" : "");
    try {
      Optional<String> text =
          file.isPresent() ? Optional.of(Files.readString(file.get())) : signing.accountant();
      return text.isEmpty() ? Optional.empty() : Optional.of(PublicHalf.parse(text.get()));
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(setting + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(setting + ": can't read " + e.getMessage(), e);
    }
  }
}
