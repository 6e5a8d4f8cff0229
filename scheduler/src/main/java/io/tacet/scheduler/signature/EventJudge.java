package io.tacet.scheduler.signature;

import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.ForgedEventException;
import io.tacet.contract.signature.KeyList;
import io.tacet.contract.topic.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Judges events that were read. The keys are this service's own, so there are none it does not know
 * yet: whoever signs with a key has it registered here first. Thread-safe.
 */
@ApplicationScoped
public class EventJudge {

  private final EventCheck check;
  private final SignerKeys keys;

  EventJudge(Topics topics, SigningConfig config, SignerKeys keys) {
    this.check = new EventCheck(topics, config.required());
    this.keys = keys;
  }

  /**
   * The keys as they are now, for these events.
   *
   * @param events decoded ones; tombstones as null
   */
  public Bench bench(List<Said> events) {
    Set<String> machines = new HashSet<>();
    Set<String> keyIds = new HashSet<>();
    for (Said said : events) {
      if (check.appliesTo(said.record().topic())) {
        String machine = EventCheck.machine(said.record(), said.event());
        if (machine != null) {
          machines.add(machine.replace("\0", "")); // which no text in the database can hold
        }
        EventCheck.keyId(said.record()).ifPresent(keyIds::add);
      }
    }
    return new Bench(check, keys.forEventsOf(machines, keyIds));
  }

  /** An event and where it was read. Immutable. */
  public record Said(ConsumerRecord<byte[], byte[]> record, @Nullable SpecificRecord event) {}

  /** What some events are judged by. Immutable. */
  public record Bench(EventCheck check, KeyList keys) {

    /** As {@link EventCheck#check}. */
    public void judge(ConsumerRecord<byte[], byte[]> record, @Nullable SpecificRecord event)
        throws ForgedEventException {
      check.check(record, event, keys);
    }
  }
}
