package io.tacet.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch is what is there: several polls of it, but no more than a transaction should hold. */
class BatchTest {

  private static final TopicPartition ONE = new TopicPartition("status", 0);
  private static final TopicPartition OTHER = new TopicPartition("status", 1);
  private static final int PER_POLL = 64;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @BeforeEach
  void subscribe() {
    consumer.subscribe(List.of("status"));
    consumer.rebalance(List.of(ONE, OTHER));
    consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
    consumer.setMaxPollRecords(PER_POLL);
  }

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void severalPollsOfSmallEventsAreOne() {
    // given
    add(ONE, 100, 10);
    add(OTHER, 50, 10);
    // when
    Batch batch = gather();
    // then
    assertThat(batch.records()).hasSize(150);
    assertThat(batch.records().stream().filter(record -> record.partition() == 0))
        .extracting(ConsumerRecord::offset)
        .isSorted();
    assertThat(gather().isEmpty()).isTrue();
  }

  @Test
  void itEndsWithThePollThatIsEnough() {
    // given
    add(ONE, 1000, 10);
    // when
    Batch many = gather();
    // then: the eighth
    assertThat(many.records()).hasSize(8 * PER_POLL);
    // given
    consumer.pause(List.of(ONE));
    add(OTHER, 8, 600_000);
    consumer.setMaxPollRecords(1);
    // when
    Batch large = gather();
    // then
    assertThat(large.records()).hasSize(2);
  }

  @Test
  void whatFailedComesAgainFromWhereItBegan() {
    // given
    add(ONE, 100, 10);
    Batch first = gather();
    add(ONE, 100, 100, 10);
    add(OTHER, 0, 20, 10);
    Batch second = gather();
    // when: the other partition has gone to another reader since
    consumer.rebalance(List.of(ONE));
    second.rewind(consumer);
    // then
    assertThat(first.records()).hasSize(100);
    assertThat(second.records()).hasSize(120);
    assertThat(consumer.position(ONE)).isEqualTo(100);
  }

  @Test
  void whatWasPolledBeforeAFailureIsKeptAndTheFailureToldAfterwards() {
    // given
    consumer.schedulePollTask(() -> add(ONE, 10, 10));
    consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("unreadable")));
    // when
    Batch batch = gather();
    // then
    assertThat(batch.records()).hasSize(10);
    assertThatThrownBy(batch::throwIfCutShort).hasMessage("unreadable");
  }

  private Batch gather() {
    return Batch.gather(consumer, Duration.ofMillis(1));
  }

  private void add(TopicPartition partition, int count, int bytes) {
    add(partition, 0, count, bytes);
  }

  private void add(TopicPartition partition, long from, int count, int bytes) {
    for (long offset = from; offset < from + count; offset++) {
      consumer.addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, new byte[0], new byte[bytes]));
    }
  }
}
