package io.tacet.contract.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered key. Immutable.
 *
 * @param signer whose it is
 * @param since registered, UTC; from its first key on a signer must sign
 * @param until last moment of a signature by it, by the broker's time; null: no end
 */
public record KnownKey(Signer signer, PublicHalf key, Instant since, @Nullable Instant until) {}
