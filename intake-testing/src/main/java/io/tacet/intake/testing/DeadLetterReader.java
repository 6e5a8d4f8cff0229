package io.tacet.intake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.deadletter.DeadLetter;
import java.util.List;

/** Reads the dead letters from the beginning. */
public final class DeadLetterReader {

  private DeadLetterReader() {}

  /** The topic each present letter came from. */
  public static List<String> sources(ServiceSurroundings surroundings) {
    return TopicRecords.all(surroundings, surroundings.topics().deadLetters()).stream()
        .map(
            letter ->
                new String(letter.headers().lastHeader(DeadLetter.SOURCE_TOPIC).value(), UTF_8))
        .toList();
  }
}
