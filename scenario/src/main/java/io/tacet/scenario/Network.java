package io.tacet.scenario;

/** What the processes of a phase see of the network. */
public enum Network {
  /** The machine's own interfaces. */
  HOST,
  /** A network namespace of its own, with a loopback interface and nothing else. */
  NONE
}
