package io.tacet.contract.acl;

import java.util.List;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Somebody who signs in to Kafka, and all they may do. Immutable.
 *
 * @param user name, e.g. {@code tacet-scheduler}
 * @param grants what they may do
 */
public record Party(String user, List<Grant> grants) {

  /** Copies the grants. */
  public Party {
    grants = List.copyOf(grants);
  }

  /** As the broker's ACLs. */
  public List<AclBinding> bindings(PrincipalForm form) {
    String principal = form.of(user);
    return grants.stream().flatMap(grant -> grant.bindings(principal).stream()).toList();
  }
}
