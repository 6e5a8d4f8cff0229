package io.tacet.accountant.announcement;

import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.contract.signature.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The key the accountant signs its notices with, if it has one; its public half is the scheduler's
 * {@code tacet.signature.accountant}. Thread-safe.
 */
@ApplicationScoped
public class SenderKey {

  private final SignatureConfig config;
  private final ContractConfig contract;

  SenderKey(SignatureConfig config, ContractConfig contract) {
    this.config = config;
    this.contract = contract;
  }

  /** Signs what is signed at all. */
  EventSigner signer() {
    EventCheck signed = new EventCheck(contract.topicNames(), false);
    return config
        .keyFile()
        .map(
            file -> {
              try {
                return EventSigner.with(SigningKey.readOfService(file));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElseGet(EventSigner::without)
        .only(signed::appliesTo);
  }

  /** One sentence if the key can't be used. */
  public List<String> problems() {
    try {
      if (config.keyFile().isPresent()) {
        SigningKey unused = SigningKey.readOfService(config.keyFile().get());
      }
      return List.of();
    } catch (IOException e) {
      return List.of("tacet.signature.key-file: " + e.getMessage());
    }
  }
}
