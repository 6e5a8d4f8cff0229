package io.tacet.contract.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.signature.ForgedEventException;
import io.tacet.contract.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void aDeadLetterHoldsTheRawBytesAndWhereTheyCameFrom() {
    // given
    byte[] raw = {9, 9, 9};
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>("tacet.job-status", 7, 42L, "job-1".getBytes(UTF_8), raw);
    source.headers().add("other", "kept".getBytes(UTF_8));

    // when
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(
            new Topics("tacet."), source, "notifier", new IllegalStateException("two\nlines"));

    // then
    assertThat(letter.topic()).isEqualTo("tacet.dead-letters");
    assertThat(letter.key()).isEqualTo("tacet.job-status".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(raw);
    assertThat(header(letter, DeadLetter.SOURCE_TOPIC)).isEqualTo("tacet.job-status");
    assertThat(header(letter, DeadLetter.SOURCE_PARTITION)).isEqualTo("7");
    assertThat(header(letter, DeadLetter.SOURCE_OFFSET)).isEqualTo("42");
    assertThat(header(letter, DeadLetter.SOURCE_KEY)).isEqualTo("job-1");
    assertThat(header(letter, DeadLetter.READER)).isEqualTo("notifier");
    assertThat(header(letter, DeadLetter.ERROR)).isEqualTo("two lines");
    assertThat(header(letter, "other")).isEqualTo("kept");
  }

  @Test
  void aForgedOneIsMarkedAsSuch() {
    // given
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>("tacet.job-status", 7, 42L, null, new byte[] {1});

    // when
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(
            new Topics("tacet."),
            source,
            "notifier",
            new ForgedEventException(ForgedEventException.Fault.UNSIGNED, "not signed"));

    // then
    assertThat(header(letter, DeadLetter.FORGED)).isEqualTo("UNSIGNED");
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
