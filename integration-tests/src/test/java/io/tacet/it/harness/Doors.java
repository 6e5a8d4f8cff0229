package io.tacet.it.harness;

import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.AclSetup;
import io.tacet.contract.acl.Party;
import io.tacet.contract.acl.PrincipalForm;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.security.RegistryAccess;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.signature.KeyFiles;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.tls.LockSettings;
import io.tacet.embedded.tls.Locks;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How one installation gets through the doors of its cluster: users, passwords, certificates and
 * signing keys where it is locked, nothing where it is open. Thread-safe.
 */
public final class Doors {

  private final EmbeddedCluster cluster;
  private final Topics topics;
  private final KeyFiles keys;
  private final Set<MachineId> withCertificates = ConcurrentHashMap.newKeySet();

  Doors(EmbeddedCluster cluster, Topics topics, Path keys) {
    this.cluster = cluster;
    this.topics = topics;
    this.keys = new KeyFiles(keys);
  }

  /**
   * Makes Kafka users for the services and for the workers of these machines; what the workers may
   * do follows from the registration. On a locked cluster only.
   */
  public void admit(String... machines) {
    List<Party> services = new AccessRules(topics).services(true);
    Map<String, String> passwords = new HashMap<>();
    services.forEach(party -> passwords.put(party.user(), locks().password(party.user())));
    for (String machine : machines) {
      String user = AccessRules.workerUser(new MachineId(machine));
      passwords.put(user, locks().password(user));
    }
    try (AclSetup setup = aclSetup()) {
      setup.users(passwords);
      setup.grant(services, PrincipalForm.PASSWORD);
    }
  }

  /** A machine whose worker shows a certificate from its next start on, instead of a password. */
  public void giveCertificate(String machine) {
    withCertificates.add(new MachineId(machine));
  }

  /** What an operator sets for it, where the scheduler signs in with a password. */
  public void grantByCertificate(String machine) {
    try (AclSetup setup = aclSetup()) {
      setup.grant(
          List.of(new AccessRules(topics).worker(new MachineId(machine))),
          PrincipalForm.CERTIFICATE);
    }
  }

  /** To change users and ACLs, as the administrator of a locked cluster; the caller closes it. */
  public AclSetup aclSetup() {
    return new AclSetup(
        cluster.kafka().bootstrapServers(), security(cluster.kafka().administrator()));
  }

  /** Somebody who signs in to the cluster; where that is open, the name does not matter. */
  public KafkaUser user(String name) {
    return new KafkaUser(
        cluster.kafka().bootstrapServers(),
        cluster.locks().isPresent() ? security(name) : KafkaSecurity.none());
  }

  /** The worker of a machine. */
  public KafkaUser workerOf(String machine) {
    return user(AccessRules.workerUser(new MachineId(machine)));
  }

  /** How a user signs in to a locked cluster. */
  public KafkaSecurity security(String user) {
    return KafkaSecurity.ofUser(locks().authority().file(), user, locks().passwordFile(user));
  }

  /** How events are read and written as everybody does it. */
  public SerdeSettings serde() {
    return SerdeSettings.forRegistry(
        RegistryAccess.trusting(
            cluster.registry().url(), cluster.locks().map(locks -> locks.authority().file())));
  }

  /** What the parts of a locked installation sign their events with. */
  public KeyFiles keys() {
    return keys;
  }

  String scheme() {
    return cluster.locks().isPresent() ? "https" : "http";
  }

  HttpClient http() {
    return cluster
        .locks()
        .map(locks -> HttpClient.newBuilder().sslContext(locks.authority().trust()).build())
        .orElseGet(HttpClient::newHttpClient);
  }

  /** What a service has in its environment. */
  Map<String, String> service(ServiceRole role, int port) {
    Map<String, String> environment = new HashMap<>();
    cluster
        .locks()
        .ifPresent(
            locks -> {
              environment.putAll(LockSettings.contract(locks, "tacet-" + role.user()));
              environment.putAll(LockSettings.http(locks, role.user(), port));
              environment.putAll(signing(role));
            });
    return environment;
  }

  private Map<String, String> signing(ServiceRole role) {
    return switch (role) {
      case SCHEDULER -> keys.scheduler();
      case ACCOUNTANT -> keys.accountant();
      case NOTIFIER -> keys.notifier();
      case REGISTRY -> throw new IllegalArgumentException("the registry is no service of ours");
    };
  }

  /** What the notifier has, too. */
  Map<String, String> mail() {
    return cluster.locks().map(LockSettings::mail).orElseGet(Map::of);
  }

  /** What a worker has in its environment. */
  Map<String, String> worker(MachineId machine) {
    Optional<Locks> locked = cluster.locks();
    if (locked.isEmpty()) {
      return Map.of();
    }
    String user = AccessRules.workerUser(machine);
    Map<String, String> environment = new HashMap<>();
    if (withCertificates.contains(machine)) {
      environment.putAll(LockSettings.contractByCertificate(locked.get(), user));
      environment.put("TACET_KAFKA_BOOTSTRAP_SERVERS", cluster.kafka().certificateServers());
    } else {
      environment.putAll(LockSettings.contract(locked.get(), user));
    }
    environment.put("TACET_WORKER_ALLOW_JOBS_AS_WORKER", "true");
    environment.putAll(keys.worker(machine));
    return environment;
  }

  private Locks locks() {
    return cluster.locks().orElseThrow();
  }
}
