package io.tacet.cli.acl;

import io.tacet.contract.acl.Grant;
import io.tacet.contract.acl.Party;
import io.tacet.contract.acl.PrincipalForm;
import java.util.ArrayList;
import java.util.List;

/** Rules as lines for Kafka's own {@code kafka-acls.sh}, and as JSON. */
final class AclText {

  private static final String TOOL =
      "kafka-acls.sh --bootstrap-server \"$BROKERS\" --command-config \"$ADMIN\" --add";

  private AclText() {}

  /**
   * One rule, as JSON writes it.
   *
   * @param patternType literal or prefixed
   */
  record Row(
      String principal,
      String resourceType,
      String resource,
      String patternType,
      List<String> operations) {}

  static List<Row> rows(List<Party> parties, PrincipalForm form) {
    List<Row> rows = new ArrayList<>();
    for (Party party : parties) {
      for (Grant grant : party.grants()) {
        rows.add(
            new Row(
                form.of(party.user()),
                grant.typeWord(),
                grant.name(),
                grant.patternWord(),
                grant.operationWords()));
      }
    }
    return rows;
  }

  static List<String> commands(List<Party> parties, PrincipalForm form) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# BROKERS is host:port of a broker, ADMIN a file with the administrator's properties");
    for (Party party : parties) {
      lines.add("");
      lines.add("# " + party.user());
      for (Grant grant : party.grants()) {
        lines.add(command(form.of(party.user()), grant));
      }
    }
    return lines;
  }

  private static String command(String principal, Grant grant) {
    StringBuilder line = new StringBuilder(TOOL);
    line.append(" --allow-principal ").append(principal);
    grant.operationWords().forEach(operation -> line.append(" --operation ").append(operation));
    line.append(" --").append(grant.typeWord());
    if (!grant.typeWord().equals("cluster")) {
      line.append(' ').append(grant.name());
      line.append(" --resource-pattern-type ").append(grant.patternWord());
    }
    return line.toString();
  }
}
