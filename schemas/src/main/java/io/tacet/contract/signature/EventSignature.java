package io.tacet.contract.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code tacet-signature} and what is signed. ASCII, so that a console consumer shows
 * it:
 *
 * <pre>{@code
 * v1 <id of the key, 32 hex digits> <Ed25519 signature, base64 without padding>
 * }</pre>
 *
 * <p>Signed are, one after the other: the text {@code tacet-signature v1} and a zero byte; the
 * topic's name, the record's key and its value, each with its length before it (four bytes, big
 * endian; −1 for a key or value that is not there). So a signature holds for one topic, one key and
 * one value, and for nothing else that the key may ever sign. The broker's timestamp, partition and
 * offset are not known when it is made.
 *
 * @param keyId which key
 * @param bytes the 64 bytes of the signature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EventSignature(String keyId, byte[] bytes) {

  static final String HEADER = "tacet-signature";

  private static final byte[] PURPOSE = "tacet-signature v1\0".getBytes(US_ASCII);
  private static final Pattern FORM = Pattern.compile("v1 ([0-9a-f]{32}) ([A-Za-z0-9+/]{86})");

  /** The signature a record carries; empty when it carries none. */
  static Optional<Header> of(Headers headers) {
    return Optional.ofNullable(headers.lastHeader(HEADER));
  }

  /** What a header says; empty when it is not in this form. */
  static Optional<EventSignature> parse(Header header) {
    if (header.value() == null) {
      return Optional.empty();
    }
    Matcher text = FORM.matcher(new String(header.value(), US_ASCII));
    return text.matches()
        ? Optional.of(new EventSignature(text.group(1), Base64.getDecoder().decode(text.group(2))))
        : Optional.empty();
  }

  /** As the header's value. */
  byte[] header() {
    return ("v1 " + keyId + " " + Base64.getEncoder().withoutPadding().encodeToString(bytes))
        .getBytes(US_ASCII);
  }

  static EventSignature sign(
      SigningKey key, String topic, byte @Nullable [] recordKey, byte @Nullable [] value) {
    try {
      Signature signature = Signature.getInstance(Ed25519.NAME);
      signature.initSign(key.key());
      update(signature, topic, recordKey, value);
      return new EventSignature(key.publicHalf().id(), signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was checked does not sign", e);
    }
  }

  boolean isBy(PublicHalf key, String topic, byte @Nullable [] recordKey, byte @Nullable [] value) {
    try {
      Signature signature = Signature.getInstance(Ed25519.NAME);
      signature.initVerify(key.key());
      update(signature, topic, recordKey, value);
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false; // what is no signature at all is not the key's
    }
  }

  private static void update(
      Signature signature, String topic, byte @Nullable [] recordKey, byte @Nullable [] value)
      throws GeneralSecurityException {
    signature.update(PURPOSE);
    field(signature, topic.getBytes(UTF_8));
    field(signature, recordKey);
    field(signature, value);
  }

  private static void field(Signature signature, byte @Nullable [] field)
      throws GeneralSecurityException {
    int length = field == null ? -1 : field.length;
    signature.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    if (field != null) {
      signature.update(field);
    }
  }
}
