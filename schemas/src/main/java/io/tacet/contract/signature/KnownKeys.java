package io.tacet.contract.signature;

import java.time.Instant;
import java.util.Optional;

/** The keys a reader knows, former ones included: events are kept longer than keys are used. */
public interface KnownKeys {

  /** The key with this id. */
  Optional<KnownKey> key(String id);

  /** Since when this signer has signed what it writes; empty: it has never had a key. */
  Optional<Instant> signsSince(Signer signer);
}
