package io.tacet.intake;

import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.ForgedEventException;
import io.tacet.contract.signature.KeyList;
import io.tacet.contract.signature.KnownKeys;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Tells whether events are by who they say, batch by batch. For one thread. */
final class Witness implements AutoCloseable {

  private final EventCheck check;
  private final KeyRing ring;
  private KnownKeys keys = new KeyList(List.of());

  Witness(EventCheck check, KeyRing ring) {
    this.check = check;
    this.ring = ring;
  }

  /** To be called with what was read, before it is judged. */
  void look(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (check.appliesTo(record.topic())) {
        keys = ring.upToDate();
        return;
      }
    }
  }

  /**
   * Judges a record.
   *
   * @param event what is in it; null: a tombstone
   */
  void judge(ConsumerRecord<byte[], byte[]> record, @Nullable Object event)
      throws ForgedEventException {
    if (event == null) {
      check.check(record, null, keys);
    } else if (event instanceof SpecificRecord decoded) {
      check.check(record, decoded, keys);
    }
  }

  @Override
  public void close() {
    ring.close();
  }
}
