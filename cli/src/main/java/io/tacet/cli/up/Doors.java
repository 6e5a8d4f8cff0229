package io.tacet.cli.up;

import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.AclSetup;
import io.tacet.contract.acl.Party;
import io.tacet.contract.acl.PrincipalForm;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.tls.Locks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each service and this machine's worker a user of its own in a locked Kafka. What the worker
 * may do is set by the scheduler when the machine is registered.
 */
final class Doors {

  private Doors() {}

  static void open(EmbeddedCluster cluster, Locks locks, String machine, StartLog log) {
    List<Party> services = new AccessRules(new Topics(Topics.DEFAULT_PREFIX)).services(true);
    Map<String, String> passwords = new LinkedHashMap<>();
    services.forEach(party -> passwords.put(party.user(), locks.password(party.user())));
    String worker = AccessRules.workerUser(new MachineId(machine));
    passwords.put(worker, locks.password(worker));
    try (AclSetup setup =
        new AclSetup(
            cluster.kafka().bootstrapServers(), security(locks, cluster.kafka().administrator()))) {
      setup.users(passwords);
      int acls = setup.grant(services, PrincipalForm.PASSWORD);
      log.ready("Kafka's users", passwords.size() + " with " + acls + " ACLs");
    }
  }

  private static KafkaSecurity security(Locks locks, String user) {
    return KafkaSecurity.ofUser(locks.authority().file(), user, locks.passwordFile(user));
  }
}
