package io.tacet.contract.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.signature.ForgedEventException.Fault;
import io.tacet.contract.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event is by one who may say it. Topics that several may write are checked; of those
 * with one writer (orders, directory, shares) the broker's access rules are enough. Immutable,
 * thread-safe.
 *
 * <pre>{@code
 * signed?  no ─▶ does whom it speaks for sign?  no ─▶ believed, unless signatures are required
 *   │                                           yes ─▶ UNSIGNED
 *  yes ─▶ key known?  no ─▶ as if unsigned, but UNKNOWN_KEY
 *           │
 *          yes ─▶ key valid then? signature right? ─▶ a machine: of itself, and of its orders?
 *                                                     a service: a topic it writes?
 * }</pre>
 *
 * <p>Time is the broker's time of the record, so that an event read late, or again, is judged as it
 * was when it came. A machine signs from its first registered key on, for good: a key that was
 * revoked does not make its unsigned events good.
 */
public final class EventCheck {

  private static final int LONGEST_NAME = 70;

  private final Map<String, Set<Signer>> services;
  private final boolean required;

  /**
   * For these topics.
   *
   * @param required whether an event must be signed even if whom it speaks for has no key
   */
  public EventCheck(Topics topics, boolean required) {
    this.services =
        Map.of(
            topics.jobStatus(), Set.of(Signer.SCHEDULER),
            topics.machineStatus(), Set.of(Signer.SCHEDULER),
            topics.notices(), Set.of(Signer.SCHEDULER, Signer.ACCOUNTANT),
            topics.results(), Set.of(),
            topics.metrics(), Set.of(),
            topics.jobLogs(), Set.of());
    this.required = required;
  }

  /** Whether events of this topic are signed at all. */
  public boolean appliesTo(String topic) {
    return services.containsKey(topic);
  }

  /**
   * Judges a record.
   *
   * @param event what is in it; null: a tombstone, which speaks for the machine its key names
   * @throws ForgedEventException when it is not to be believed
   */
  public void check(
      ConsumerRecord<byte[], byte[]> record, @Nullable SpecificRecord event, KnownKeys keys) {
    Set<Signer> writers = services.get(record.topic());
    if (writers == null) {
      return;
    }
    String machine = machine(record, event);
    Optional<Header> header = EventSignature.of(record.headers());
    if (header.isEmpty()) {
      if (mustBeSigned(machine, time(record), writers, keys)) {
        throw forged(Fault.UNSIGNED, "not signed, but " + whose(machine) + " must be");
      }
      return;
    }
    EventSignature signature =
        EventSignature.parse(header.get())
            .orElseThrow(
                () -> forged(Fault.MALFORMED_SIGNATURE, "its signature has no form known here"));
    Optional<KnownKey> known = keys.key(signature.keyId());
    if (known.isEmpty()) {
      if (mustBeSigned(machine, time(record), writers, keys)) {
        throw forged(
            Fault.UNKNOWN_KEY,
            "speaks for "
                + whom(machine)
                + ", signed with key "
                + signature.keyId()
                + ", which nobody has registered");
      }
      return;
    }
    check(record, signature, known.get());
    check(known.get().signer(), machine, writers);
    if (known.get().signer().kind() == Signer.Kind.MACHINE
        && text(event, "jobId") != null
        && text(event, "orderId") == null) {
      throw forged(
          Fault.NO_ORDER, "speaks of a job without an order, but " + whom(machine) + " signed it");
    }
  }

  private static void check(
      ConsumerRecord<byte[], byte[]> record, EventSignature signature, KnownKey known) {
    Instant until = known.until();
    if (until != null && time(record).isAfter(until)) {
      throw forged(
          Fault.EXPIRED_KEY,
          "signed with key "
              + known.key().id()
              + " of "
              + known.signer()
              + ", valid until "
              + until);
    }
    if (!signature.isBy(known.key(), record.topic(), record.key(), record.value())) {
      throw forged(
          Fault.BAD_SIGNATURE,
          "not what " + known.signer() + " signed: topic, key or value were changed");
    }
  }

  private static void check(Signer signer, @Nullable String machine, Set<Signer> writers) {
    if (signer.kind() == Signer.Kind.MACHINE && !signer.id().equals(machine)) {
      throw forged(
          Fault.WRONG_MACHINE, "speaks for " + whom(machine) + ", but " + signer + " signed it");
    }
    if (signer.kind() == Signer.Kind.SERVICE && !writers.contains(signer)) {
      throw forged(Fault.WRONG_SERVICE, signer + " signed it, which writes no such events");
    }
  }

  /** Which key a record says it is signed with; empty: it is not signed in a known form. */
  public static Optional<String> keyId(ConsumerRecord<byte[], byte[]> record) {
    return EventSignature.of(record.headers())
        .flatMap(EventSignature::parse)
        .map(EventSignature::keyId);
  }

  private boolean mustBeSigned(
      @Nullable String machine, Instant time, Set<Signer> writers, KnownKeys keys) {
    if (required) {
      return true;
    }
    if (machine != null) {
      return signs(Signer.machine(machine), time, keys);
    }
    return !writers.isEmpty() && writers.stream().allMatch(writer -> signs(writer, time, keys));
  }

  private static boolean signs(Signer signer, Instant time, KnownKeys keys) {
    return keys.signsSince(signer).filter(since -> !since.isAfter(time)).isPresent();
  }

  /** A time that its producer chose is none to go by: it counts as now, and later. */
  private static Instant time(ConsumerRecord<byte[], byte[]> record) {
    return record.timestampType() == TimestampType.LOG_APPEND_TIME
        ? Instant.ofEpochMilli(record.timestamp())
        : Instant.MAX;
  }

  /** The machine an event speaks for; null: none. */
  public static @Nullable String machine(
      ConsumerRecord<byte[], byte[]> record, @Nullable SpecificRecord event) {
    if (event == null) {
      return record.key() == null ? null : new String(record.key(), UTF_8);
    }
    return text(event, "machine");
  }

  private static @Nullable String text(@Nullable SpecificRecord event, String name) {
    Schema.Field field = event == null ? null : event.getSchema().getField(name);
    Object text = event == null || field == null ? null : event.get(field.pos());
    return text == null ? null : text.toString();
  }

  private static String whose(@Nullable String machine) {
    return machine == null ? "what the services say" : "what " + whom(machine) + " says";
  }

  private static String whom(@Nullable String machine) {
    if (machine == null) {
      return "no machine";
    }
    String name = machine.replaceAll("\\p{Cntrl}", "?"); // whatever was written there
    return "machine " + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
  }

  private static ForgedEventException forged(Fault fault, String message) {
    return new ForgedEventException(fault, message + " (" + fault + ")");
  }
}
