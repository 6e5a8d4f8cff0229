package io.tacet.contract.signature;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys known at one moment. Immutable, thread-safe. */
public final class KeyList implements KnownKeys {

  private final Map<String, KnownKey> byId;
  private final Map<Signer, Instant> since = new HashMap<>();

  /** These keys. */
  public KeyList(Collection<KnownKey> keys) {
    byId = keys.stream().collect(toMap(known -> known.key().id(), known -> known, (a, b) -> b));
    for (KnownKey known : keys) {
      since.merge(known.signer(), known.since(), (a, b) -> a.isBefore(b) ? a : b);
    }
  }

  @Override
  public Optional<KnownKey> key(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Instant> signsSince(Signer signer) {
    return Optional.ofNullable(since.get(signer));
  }
}
