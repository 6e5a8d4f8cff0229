package io.tacet.scheduler.machine;

import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.PrincipalForm;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.SecurityProtocol;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.kafka.Answers;
import io.tacet.scheduler.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.jboss.logging.Logger;

/**
 * Lets a machine's worker in when the machine is registered, and locks it out when it is retired,
 * by {@link AccessRules}; the broker's user is somebody else's to make. Failures are {@code
 * KafkaException}s. Thread-safe.
 */
@ApplicationScoped
public class MachineAcls {

  private static final Logger LOG = Logger.getLogger(MachineAcls.class);

  private final Supplier<Admin> admin;
  private final AccessRules rules;
  private final SecurityProtocol protocol;
  private final boolean manage;

  @Inject
  MachineAcls(KafkaClients clients, Topics topics, ContractConfig contract, AclConfig config) {
    this(clients::admin, topics, contract.kafka().security().protocol(), config.manage());
  }

  MachineAcls(Supplier<Admin> admin, Topics topics, SecurityProtocol protocol, boolean manage) {
    this.admin = admin;
    this.rules = new AccessRules(topics);
    this.protocol = protocol;
    this.manage = manage;
  }

  /** Makes its ACLs; those that are there stay. */
  void grant(MachineId machine) {
    if (isManaged()) {
      Answers.of(admin.get().createAcls(bindings(machine)).all());
      LOG.infof("The worker of machine %s may use Kafka as %s", machine, user(machine));
    }
  }

  /** Removes its ACLs. */
  void revoke(MachineId machine) {
    if (isManaged()) {
      var removed =
          Answers.of(
              admin
                  .get()
                  .deleteAcls(bindings(machine).stream().map(AclBinding::toFilter).toList())
                  .all());
      LOG.infof("%s may not use Kafka any more (%d ACLs removed)", user(machine), removed.size());
    }
  }

  private boolean isManaged() {
    return manage && protocol.isSecure();
  }

  private List<AclBinding> bindings(MachineId machine) {
    return rules.worker(machine).bindings(form());
  }

  private String user(MachineId machine) {
    return form().of(AccessRules.workerUser(machine));
  }

  private PrincipalForm form() {
    return protocol == SecurityProtocol.SASL_SSL
        ? PrincipalForm.PASSWORD
        : PrincipalForm.CERTIFICATE;
  }
}
