package io.tacet.embedded;

/** What a cluster reports about a part. */
public enum PartState {
  STARTING,
  READY,
  FAILED,
  STOPPING,
  STOPPED
}
