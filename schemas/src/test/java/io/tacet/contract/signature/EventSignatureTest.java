package io.tacet.contract.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/**
 * The header, compared with signatures that OpenSSL 3.0 made ({@code pkeyutl -sign -rawin}) with
 * the first key of RFC 8032 over bytes put together by hand.
 */
class EventSignatureTest {

  private static final String RFC_KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;
  private static final byte[] VALUE = {0, 0, 0, 0, 7, 'a', 'b', 'c'};

  @Test
  void aRecordIsSignedOverTopicKeyAndValue() throws Exception {
    // given
    EventSigner signer = EventSigner.with(SigningKey.parse(RFC_KEY));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("tacet.job-status", "job-1".getBytes(US_ASCII), VALUE);

    // when
    signer.sign(signer.sign(record));

    // then
    assertThat(record.headers().headers(EventSignature.HEADER)).hasSize(1);
    assertThat(header(record))
        .isEqualTo(
            "v1 21fe31dfa154a261626bf854046fd227 FnT3XxsBtvWeswo3JK6E71GVZ1Zn+K16PCqFdUlIro2YJCVBEt"
                + "jNlRnE6AqaOtcaTLtYkgtvIjgn9flN15S5DA");
  }

  @Test
  void aTombstoneIsSignedAsSuch() throws Exception {
    // given
    ProducerRecord<byte[], byte[]> tombstone =
        new ProducerRecord<>("tacet.machine-status", "m1".getBytes(US_ASCII), null);

    // when
    EventSigner.with(SigningKey.parse(RFC_KEY)).sign(tombstone);

    // then
    assertThat(header(tombstone))
        .isEqualTo(
            "v1 21fe31dfa154a261626bf854046fd227 zIcjNK/GtPZP+wmruPiBN/Kz1ioJdE26/4dItKZi+5HrJiG3vG"
                + "6/nh56WT4W1aRh0gnD/JZa506WcaXKBHR5Bg");
  }

  @Test
  void aSignatureHoldsForNothingElse() throws Exception {
    // given
    SigningKey key = SigningKey.parse(RFC_KEY);
    byte[] recordKey = "job-1".getBytes(US_ASCII);
    EventSignature signature = EventSignature.sign(key, "tacet.job-status", recordKey, VALUE);
    byte[] changed = VALUE.clone();
    changed[7] ^= 1;

    // when
    List<Boolean> held =
        List.of(
            signature.isBy(key.publicHalf(), "tacet.job-status", recordKey, VALUE),
            signature.isBy(key.publicHalf(), "tacet.results", recordKey, VALUE),
            signature.isBy(key.publicHalf(), "tacet.job-status", "job-2".getBytes(US_ASCII), VALUE),
            signature.isBy(key.publicHalf(), "tacet.job-status", null, VALUE),
            signature.isBy(key.publicHalf(), "tacet.job-status", recordKey, changed),
            signature.isBy(key.publicHalf(), "tacet.job-status", recordKey, null),
            // a byte of the key moved into the topic's name
            signature.isBy(key.publicHalf(), "tacet.job-statusj", "ob-1".getBytes(US_ASCII), VALUE),
            signature.isBy(SigningKey.random().publicHalf(), "tacet.job-status", recordKey, VALUE));

    // then
    assertThat(held).containsExactly(true, false, false, false, false, false, false, false);
  }

  @Test
  void aHeaderInAnotherFormIsNone() {
    for (String text : List.of("", "v1", "v2 21fe31dfa154a261626bf854046fd227 AAAA", "\u00ff v1")) {
      assertThat(
              EventSignature.parse(
                  new RecordHeader(EventSignature.HEADER, text.getBytes(US_ASCII))))
          .isEmpty();
    }
    assertThat(EventSignature.parse(new RecordHeader(EventSignature.HEADER, (byte[]) null)))
        .isEmpty();
  }

  private static String header(ProducerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader(EventSignature.HEADER).value(), US_ASCII);
  }
}
