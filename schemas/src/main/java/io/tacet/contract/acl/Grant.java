package io.tacet.contract.acl;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What may be done with one resource. Immutable.
 *
 * @param type kind of resource
 * @param name its name, or the beginning of names
 * @param pattern LITERAL or PREFIXED
 * @param operations in order of their names
 */
public record Grant(
    ResourceType type, String name, PatternType pattern, List<AclOperation> operations) {

  /** From any host. */
  static final String ANY_HOST = "*";

  /** Sorts the operations. */
  public Grant {
    operations = operations.stream().sorted(Comparator.comparing(AclOperation::name)).toList();
  }

  static Grant topic(String name, AclOperation... operations) {
    return literal(ResourceType.TOPIC, name, operations);
  }

  static Grant group(String name, AclOperation... operations) {
    return literal(ResourceType.GROUP, name, operations);
  }

  /** To write in transactions of this id. */
  static Grant transactions(String id) {
    return literal(ResourceType.TRANSACTIONAL_ID, id, AclOperation.DESCRIBE, AclOperation.WRITE);
  }

  static Grant cluster(AclOperation... operations) {
    return literal(ResourceType.CLUSTER, Resource.CLUSTER_NAME, operations);
  }

  /** The same for all names that begin so. */
  Grant prefixed() {
    return new Grant(type, name, PatternType.PREFIXED, operations);
  }

  /** As the broker's ACLs, one for each operation. */
  public List<AclBinding> bindings(String principal) {
    return operations.stream()
        .map(
            operation ->
                new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(
                        principal, ANY_HOST, operation, AclPermissionType.ALLOW)))
        .toList();
  }

  /** Kind of resource as people write it: {@code topic}, {@code transactional-id}. */
  public String typeWord() {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code literal} or {@code prefixed}. */
  public String patternWord() {
    return pattern.name().toLowerCase(Locale.ROOT);
  }

  /** Operations as people write them: {@code Read}. */
  public List<String> operationWords() {
    return operations.stream()
        .map(one -> one.name().charAt(0) + one.name().substring(1).toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Grant literal(ResourceType type, String name, AclOperation... operations) {
    return new Grant(type, name, PatternType.LITERAL, Arrays.asList(operations));
  }
}
