package io.tacet.worker.connection;

import io.tacet.contract.serde.SerdeSettings;
import io.tacet.schema.JobCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back, with the registry asked as rarely as possible: once an hour an event of
 * each type goes through the configured serializer, and the five bytes it puts in front (byte 0,
 * schema id) are remembered. So an idle worker needs no connection to the registry, and a result
 * can be reported while the registry is away. A schema's id never changes in a registry.
 *
 * <p>Not thread-safe; one thread at a time.
 */
public final class WireFormat implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WireFormat.class);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(5);
  private static final int HEADER_BYTES = 5;

  /** Subjects go by record name, so any topic does. */
  private static final String TOPIC_OF_NONE = "none";

  private final Supplier<SerdeSettings> settings;
  private final InstantSource clock;
  private final Map<String, Header> headers = new HashMap<>();
  private @Nullable RegistrySession session;

  @SuppressWarnings("ArrayRecordComponent") // five bytes of our own, never compared
  private record Header(byte[] bytes, Instant askAgain) {
    Header askedAgainAt(Instant time) {
      return new Header(bytes, time);
    }
  }

  /** Asks the registry of these settings, when it has to. */
  public WireFormat(SerdeSettings settings, InstantSource clock) {
    this(() -> settings, clock);
  }

  /** Asks the registry of the settings there are at that time. */
  public WireFormat(Supplier<SerdeSettings> settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks for the ids that are not known or an hour old, and hangs up. To be called while there is
   * time: what is known then needs no registry later. A registry that is away is no harm yet.
   */
  public void learn() {
    try {
      for (SpecificRecord event : MinimalEvents.all()) {
        if (isToBeAsked(event)) {
          byte[] unused = encode(TOPIC_OF_NONE, event);
        }
      }
    } catch (RuntimeException e) {
      LOG.warnf("The registry can't be asked, trying again later: %s", e.getMessage());
    } finally {
      hangUp();
    }
  }

  /**
   * Bytes of an event in Confluent's wire format.
   *
   * @throws RuntimeException when the registry has to be asked and does not answer, or does not
   *     know the schema
   */
  public byte[] encode(String topic, SpecificRecord event) {
    String type = event.getSchema().getFullName();
    Header known = headers.get(type);
    if (known != null && !isToBeAsked(event)) {
      return encode(known.bytes(), event);
    }
    try {
      byte[] bytes = session().writer().write(topic, event);
      headers.put(
          type, new Header(Arrays.copyOf(bytes, HEADER_BYTES), clock.instant().plus(REMEMBERED)));
      return bytes;
    } catch (RuntimeException e) {
      if (known == null) {
        throw e;
      }
      LOG.warnf("The registry can't be asked; using the id known for %s: %s", type, e.getMessage());
      headers.put(type, known.askedAgainAt(clock.instant().plus(ASK_AGAIN)));
      return encode(known.bytes(), event);
    }
  }

  /**
   * The command in some bytes.
   *
   * @throws io.tacet.contract.serde.UndecodableEventException when they are none
   * @throws org.apache.kafka.common.errors.RetriableException when the registry does not answer
   */
  public JobCommand decode(String topic, byte @Nullable [] bytes) {
    JobCommand known = decodeKnown(bytes);
    if (known != null) {
      return known;
    }
    JobCommand command = session().reader().read(topic, bytes, JobCommand.class);
    encode(topic, command); // learns the id, so that the next one needs no registry
    return command;
  }

  /** Ends the connection to the registry; the next event that needs one opens it again. */
  public void hangUp() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  private boolean isToBeAsked(SpecificRecord event) {
    Header known = headers.get(event.getSchema().getFullName());
    return known == null || !clock.instant().isBefore(known.askAgain());
  }

  private RegistrySession session() {
    if (session == null) {
      session = new RegistrySession(settings.get());
    }
    return session;
  }

  private @Nullable JobCommand decodeKnown(byte @Nullable [] bytes) {
    Header own = headers.get(JobCommand.getClassSchema().getFullName());
    if (own == null
        || bytes == null
        || bytes.length < HEADER_BYTES
        || !Arrays.equals(own.bytes(), 0, HEADER_BYTES, bytes, 0, HEADER_BYTES)) {
      return null;
    }
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      return new SpecificDatumReader<JobCommand>(JobCommand.class).read(null, decoder);
    } catch (IOException | RuntimeException e) {
      LOG.debugf("Not decoded with the known schema, asking the registry: %s", e);
      return null;
    }
  }

  private static byte[] encode(byte[] header, SpecificRecord event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
