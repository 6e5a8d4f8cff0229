package io.tacet.contract.rest;

/** What bounds work. */
public enum WorkClass {
  /** The processors. */
  CPU,
  /** Memory. */
  MEMORY,
  /** Disks. */
  DISK,
  /** The network. */
  NETWORK,
  /** Nothing: it hardly does anything. */
  IDLE,
  /** Several of them, or none of them alone. */
  MIXED,
  /** It was not measured. */
  UNKNOWN
}
