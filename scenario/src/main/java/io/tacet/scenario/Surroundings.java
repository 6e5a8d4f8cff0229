package io.tacet.scenario;

import java.util.HashMap;
import java.util.Map;

/**
 * Where and how commands run: what a scenario says for all of them, and a phase for its own.
 *
 * @param environment variables of the processes
 * @param directory relative to the source
 * @param network what they see of it
 */
record Surroundings(Map<String, String> environment, String directory, Network network) {

  static final Surroundings USUAL = new Surroundings(Map.of(), ".", Network.HOST);

  Surroundings {
    environment = Map.copyOf(environment);
  }

  Map<String, String> environmentAnd(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(own);
    return all;
  }
}
