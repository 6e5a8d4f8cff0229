package io.tacet.accountant.imports;

import java.util.HashSet;
import java.util.Set;

/** Names of hosts, up to as many as can be told. For one thread at a time. */
final class Hosts {

  private static final int MOST = 20_000;

  private final Set<String> names = new HashSet<>();

  void add(String name) {
    if (names.size() < MOST) {
      names.add(name);
    }
  }

  void addAll(Hosts others) {
    others.names.forEach(this::add);
  }

  void clear() {
    names.clear();
  }

  Set<String> names() {
    return names;
  }
}
