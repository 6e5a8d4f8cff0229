package io.tacet.scheduler.signature;

import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.Signer;
import io.tacet.schema.DirectoryKey;
import io.tacet.schema.DirectoryMachine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Keys as they stand in the directory. Thread-safe. */
@ApplicationScoped
public class DirectoryKeys {

  private final SignerKeys keys;
  private final InstantSource clock;

  DirectoryKeys(SignerKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A machine's entry with all its keys. */
  public DirectoryMachine in(DirectoryMachine machine) {
    List<KnownKey> all = keys.of(Signer.machine(machine.getId()));
    Instant now = clock.instant();
    DirectoryMachine.Builder entry = DirectoryMachine.newBuilder(machine).setKeys(of(all));
    all.stream()
        .filter(known -> known.until() == null || known.until().isAfter(now))
        .reduce((first, second) -> second)
        .ifPresent(newest -> entry.setPublicKey(ByteBuffer.wrap(newest.key().plain())));
    return entry.build();
  }

  static List<DirectoryKey> of(List<KnownKey> keys) {
    return keys.stream()
        .map(
            known ->
                DirectoryKey.newBuilder()
                    .setPublicKey(ByteBuffer.wrap(known.key().plain()))
                    .setRegisteredAt(known.since())
                    .setValidUntil(known.until())
                    .build())
        .toList();
  }
}
