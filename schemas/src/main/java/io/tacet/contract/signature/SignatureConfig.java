package io.tacet.contract.signature;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Signing of events: the same key in every service that writes them and in the worker. */
@ConfigMapping(prefix = "tacet.signature")
public interface SignatureConfig {

  /**
   * Private key that this process signs its events with: PKCS#8 PEM, Ed25519, mode 0600, made by
   * {@code tacet-worker key} or {@code openssl genpkey -algorithm ed25519}. Not signed unless
   * given.
   */
  Optional<Path> keyFile();
}
