package io.tacet.notifier.running;

import io.tacet.schema.Role;

/** Writes users and projects of a test to the directory topic. */
final class DirectoryOfTest {

  private final Surroundings surroundings;

  DirectoryOfTest(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  String user(String id, Role role) throws Exception {
    String address = id + "@example.org";
    surroundings.send(
        surroundings.topics().directory(), "USER:" + id, Events.user(id, address, role));
    return address;
  }

  void project(String id, String... watchers) throws Exception {
    surroundings.send(
        surroundings.topics().directory(), "PROJECT:" + id, Events.project(id, watchers));
  }

  /** A machine whose events must be signed. */
  void signingMachine(String id) throws Exception {
    surroundings.send(
        surroundings.topics().directory(), "MACHINE:" + id, Events.signingMachine(id));
  }
}
