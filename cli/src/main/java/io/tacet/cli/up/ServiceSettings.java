package io.tacet.cli.up;

import io.tacet.cli.up.Ports.Server;
import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.signature.KeyFiles;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.tls.LockSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The environment each service is started with. Secrets travel in it and nowhere else. Immutable.
 *
 * @param keys what events are signed with, where it is secure
 * @param token API token of the built-in user
 * @param mail mail address of the built-in user
 */
record ServiceSettings(
    EmbeddedCluster cluster, KeyFiles keys, Ports ports, String token, String mail) {

  Map<String, String> scheduler() {
    Map<String, String> settings =
        service(ServiceRole.SCHEDULER, Server.SCHEDULER, KeyFiles::scheduler);
    settings.put("TACET_SCHEDULER_BOOTSTRAP_TOKEN", token);
    settings.put("TACET_SCHEDULER_BOOTSTRAP_MAIL", mail);
    return settings;
  }

  Map<String, String> notifier() {
    Map<String, String> settings =
        service(ServiceRole.NOTIFIER, Server.NOTIFIER, KeyFiles::notifier);
    settings.put("QUARKUS_MAILER_HOST", "127.0.0.1");
    settings.put("QUARKUS_MAILER_PORT", Integer.toString(ports.of(Server.MAIL)));
    cluster.locks().ifPresent(locks -> settings.putAll(LockSettings.mail(locks)));
    settings.put("TACET_NOTIFIER_PREFERENCES_PUBLIC_URL", ports.url(Server.NOTIFIER));
    return settings;
  }

  Map<String, String> accountant() {
    return service(ServiceRole.ACCOUNTANT, Server.ACCOUNTANT, KeyFiles::accountant);
  }

  Map<String, String> worker(String machine, Path stateDirectory) {
    MachineId id = new MachineId(machine);
    Map<String, String> settings = contract(AccessRules.workerUser(id), of -> of.worker(id));
    cluster.locks().ifPresent(locks -> settings.put("TACET_WORKER_ALLOW_JOBS_AS_WORKER", "true"));
    settings.put("TACET_WORKER_MACHINE", machine);
    settings.put("TACET_WORKER_KIND", "development");
    settings.put("TACET_WORKER_STATE_DIR", stateDirectory.toString());
    settings.put("TACET_WORKER_STOP_TIMEOUT", "PT2S");
    settings.put("TACET_WORKER_ALLOW_FILE_SOURCES", "true");
    // Jobs tried here are short; more samples matter more than a little noise of the sampling.
    settings.put("TACET_WORKER_SAMPLING_INTERVAL", "PT0.1S");
    return settings;
  }

  private Map<String, String> service(
      ServiceRole role, Server server, Function<KeyFiles, Map<String, String>> signing) {
    Map<String, String> settings = contract("tacet-" + role.user(), signing);
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(server)));
    cluster
        .locks()
        .ifPresent(
            locks -> settings.putAll(LockSettings.http(locks, role.user(), ports.of(server))));
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", cluster.postgres().jdbcUrl());
    settings.put("QUARKUS_DATASOURCE_USERNAME", role.user());
    settings.put("QUARKUS_DATASOURCE_PASSWORD", cluster.postgres().password(role));
    return settings;
  }

  private Map<String, String> contract(
      String user, Function<KeyFiles, Map<String, String>> signing) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("TACET_KAFKA_BOOTSTRAP_SERVERS", cluster.kafka().bootstrapServers());
    settings.put("TACET_REGISTRY_URL", cluster.registry().url());
    cluster
        .locks()
        .ifPresent(
            locks -> {
              settings.putAll(LockSettings.contract(locks, user));
              settings.putAll(signing.apply(keys));
            });
    return settings;
  }
}
