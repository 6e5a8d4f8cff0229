package io.tacet.contract.signature;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Signatures of events: the same keys in every service and in the worker. */
@ConfigMapping(prefix = "tacet.signature")
public interface SignatureConfig {

  /**
   * Private key that this process signs its events with: PKCS#8 PEM, Ed25519, mode 0600, made by
   * {@code tacet-worker key} or {@code openssl genpkey -algorithm ed25519}. Not signed unless
   * given.
   */
  Optional<Path> keyFile();

  /**
   * Whether a reader refuses every unsigned event. Events of a machine that has a registered key
   * must be signed in any case.
   */
  @WithDefault("false")
  boolean required();
}
