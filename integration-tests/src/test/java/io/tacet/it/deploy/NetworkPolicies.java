package io.tacet.it.deploy;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Answers whether network policies let one pod of the namespace connect to another: each side that
 * some policy selects needs one that allows it (networking.k8s.io/v1).
 *
 * @param policies all of the namespace
 */
record NetworkPolicies(Collection<NetworkPolicy> policies) {

  /**
   * A pod as a policy sees it.
   *
   * @param labels its labels
   * @param port the one that is asked for, and its name
   */
  record Pod(Map<String, String> labels, int port, String portName) {}

  /** Whether a connection is let through. */
  boolean allow(Pod from, Pod to) {
    List<NetworkPolicy> out = selecting(from, "Egress");
    List<NetworkPolicy> in = selecting(to, "Ingress");
    boolean leaves =
        out.isEmpty()
            || out.stream()
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .anyMatch(rule -> peer(rule.getTo(), to) && port(rule.getPorts(), to));
    boolean enters =
        in.isEmpty()
            || in.stream()
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .anyMatch(rule -> peer(rule.getFrom(), from) && port(rule.getPorts(), to));
    return leaves && enters;
  }

  /** Whether a connection to some address outside is let out, whichever that is. */
  boolean letOut(Pod from, int port) {
    return selecting(from, "Egress").stream()
        .flatMap(policy -> policy.getSpec().getEgress().stream())
        .filter(rule -> rule.getTo().stream().anyMatch(peer -> peer.getIpBlock() != null))
        .anyMatch(rule -> port(rule.getPorts(), new Pod(Map.of(), port, "")));
  }

  private List<NetworkPolicy> selecting(Pod pod, String type) {
    return policies.stream()
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(type))
        .filter(policy -> selects(policy.getSpec().getPodSelector(), pod))
        .toList();
  }

  private static boolean peer(List<NetworkPolicyPeer> peers, Pod pod) {
    return peers.isEmpty()
        || peers.stream()
            .anyMatch(
                peer ->
                    peer.getPodSelector() != null
                        && peer.getNamespaceSelector() == null
                        && selects(peer.getPodSelector(), pod));
  }

  private static boolean port(List<NetworkPolicyPort> ports, Pod pod) {
    return ports.isEmpty()
        || ports.stream()
            .map(NetworkPolicyPort::getPort)
            .anyMatch(
                port ->
                    new IntOrString(pod.port()).equals(port)
                        || new IntOrString(pod.portName()).equals(port));
  }

  private static boolean selects(LabelSelector selector, Pod pod) {
    Map<String, String> labels = selector.getMatchLabels();
    return (labels == null || pod.labels().entrySet().containsAll(labels.entrySet()))
        && selector.getMatchExpressions().stream()
            .allMatch(expression -> holds(expression, pod.labels()));
  }

  private static boolean holds(LabelSelectorRequirement expression, Map<String, String> labels) {
    String value = labels.get(expression.getKey());
    return switch (expression.getOperator()) {
      case "In" -> value != null && expression.getValues().contains(value);
      case "NotIn" -> value == null || !expression.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException(expression.getOperator());
    };
  }
}
