package io.tacet.scheduler.machine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the ACLs of machines; of no effect where Kafka is not secured. */
@ConfigMapping(prefix = "tacet.scheduler.acl")
public interface AclConfig {

  /**
   * Whether registering a machine lets its worker in, and retiring it locks it out. The scheduler
   * needs ALTER on the cluster for that. Without it an operator (Strimzi, or a person with {@code
   * tacet acl}) does so.
   */
  @WithDefault("true")
  boolean manage();
}
