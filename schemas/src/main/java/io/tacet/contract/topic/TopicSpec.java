package io.tacet.contract.topic;

import java.util.Map;

/**
 * A topic to be created. Immutable.
 *
 * @param name full name with prefix
 * @param partitions number of partitions, at least 1
 * @param config topic settings by their names in the broker's documentation
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

  /** Copies the settings. */
  public TopicSpec {
    config = Map.copyOf(config);
  }
}
