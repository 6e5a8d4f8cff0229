package io.tacet.scheduler.intake;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.contract.signature.ForgedEventException;
import io.tacet.scheduler.database.DatabaseException;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.signature.EventJudge;
import io.tacet.scheduler.signature.EventJudge.Said;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Takes records in, many in one transaction; if one of them can't be taken, each in its own. A
 * record is a dead letter when it can never be taken, and never because the database or the
 * registry is away: that is thrown on, and the same records are read again.
 */
@ApplicationScoped
class Batch {

  private static final int MAX_DEPTH = 20;

  private final Transactions transactions;
  private final EventReader reader;
  private final Positions positions;
  private final DeadLetters deadLetters;
  private final EventJudge judge;

  Batch(
      Transactions transactions,
      EventReader reader,
      Positions positions,
      DeadLetters deadLetters,
      EventJudge judge) {
    this.transactions = transactions;
    this.reader = reader;
    this.positions = positions;
    this.deadLetters = deadLetters;
    this.judge = judge;
  }

  /** Takes all of them in, in order. */
  void take(Iterable<ConsumerRecord<byte[], byte[]>> records, Subscriptions subscriptions) {
    List<Runnable> work = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
    List<Read<?>> decoded = new ArrayList<>();
    records.forEach(
        record -> {
          taken.add(record);
          decoded.add(read(record, subscriptions.of(record.topic())));
        });
    List<Read<?>> read = judged(decoded);
    Set<Object> fresh = fresh(read);
    read.forEach(one -> work.add(one.work(fresh)));
    try {
      commit(work, taken);
    } catch (RuntimeException e) {
      if (isTemporary(e)) {
        throw e;
      }
      for (int i = 0; i < work.size(); i++) {
        takeOne(work.get(i), taken.get(i));
      }
    }
  }

  private void takeOne(Runnable work, ConsumerRecord<byte[], byte[]> record) {
    try {
      commit(List.of(work), List.of(record));
    } catch (RuntimeException e) {
      if (isTemporary(e)) {
        throw e;
      }
      commit(List.of(() -> deadLetters.put(record, e)), List.of(record));
    }
  }

  private void commit(List<Runnable> work, List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> first = new HashMap<>();
    Map<TopicPartition, Long> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      first.putIfAbsent(partition, record.offset());
      next.put(partition, record.offset() + 1);
    }
    transactions.run(
        () -> {
          work.forEach(Runnable::run);
          positions.move(first, next);
        });
  }

  /** The events that are to be handled, by identity: equal ones may come twice. */
  private static Set<Object> fresh(List<Read<?>> read) {
    Set<Object> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
    read.stream().map(Read::subscription).distinct().forEach(one -> fresh.addAll(fresh(one, read)));
    return fresh;
  }

  private static <T extends SpecificRecord> List<T> fresh(
      Subscription<T> subscription, List<Read<?>> read) {
    List<T> events =
        read.stream()
            .filter(one -> one.subscription().equals(subscription) && one.event() != null)
            .map(one -> subscription.type().cast(one.event()))
            .toList();
    return subscription.fresh().apply(events);
  }

  private <T extends SpecificRecord> Read<T> read(
      ConsumerRecord<byte[], byte[]> record, Subscription<T> subscription) {
    if (record.value() == null) {
      return new Read<>(record, subscription, null, () -> {});
    }
    try {
      T event = reader.read(record.topic(), record.value(), subscription.type());
      return new Read<>(record, subscription, event, () -> {});
    } catch (UndecodableEventException e) {
      return new Read<>(record, subscription, null, () -> deadLetters.put(record, e));
    }
  }

  /**
   * A record that has been read.
   *
   * @param event null: a tombstone, or not to be decoded
   * @param otherwise what is done where there is no event
   */
  private record Read<T extends SpecificRecord>(
      ConsumerRecord<byte[], byte[]> record,
      Subscription<T> subscription,
      @Nullable T event,
      Runnable otherwise) {

    Runnable work(Set<Object> fresh) {
      T known = event;
      if (known == null) {
        return otherwise;
      }
      return fresh.contains(known) ? () -> subscription.handler().accept(record, known) : () -> {};
    }
  }

  /** Those that nobody who may say them has said are as good as undecodable. */
  private List<Read<?>> judged(List<Read<?>> decoded) {
    EventJudge.Bench bench =
        judge.bench(
            decoded.stream()
                .filter(one -> one.event() != null || one.record().value() == null)
                .map(one -> new Said(one.record(), one.event()))
                .toList());
    List<Read<?>> judged = new ArrayList<>();
    for (Read<?> one : decoded) {
      judged.add(judged(one, bench));
    }
    return judged;
  }

  private <T extends SpecificRecord> Read<T> judged(Read<T> one, EventJudge.Bench bench) {
    if (one.event() == null && one.record().value() != null) {
      return one;
    }
    try {
      bench.judge(one.record(), one.event());
      return one;
    } catch (ForgedEventException e) {
      return new Read<>(
          one.record(), one.subscription(), null, () -> deadLetters.put(one.record(), e));
    }
  }

  /** Whether the same record can be taken at another time. */
  static boolean isTemporary(Throwable failure) {
    if (DatabaseException.isFrom(failure)) {
      return !DatabaseException.isRefusedData(failure);
    }
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof QuarkusTransactionException
          || cause instanceof jakarta.transaction.SystemException
          || cause instanceof jakarta.transaction.RollbackException) {
        return true;
      }
    }
    return false;
  }
}
