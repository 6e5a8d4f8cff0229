package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays as a whole: form, rights, references, networks, Kafka. */
class KubernetesOverlayTest {

  @ParameterizedTest
  @ValueSource(strings = {"dev", "dev-with-all", "production", "production-with-all"})
  void nothingIsWrongWithAnOverlay(String overlay) {
    assertThat(problems(overlay, Checkout::read)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void anOverlayNamesAllItsFiles(String overlay) {
    String kustomization = Checkout.read(Overlays.PATH + overlay + "/kustomization.yaml");
    Set<String> files = new TreeSet<>(Checkout.files(Overlays.PATH + overlay).keySet());

    files.removeIf(file -> kustomization.matches("(?s).*- (path: )?" + file + "\n.*"));

    assertThat(files).containsExactly("kustomization.yaml");
  }

  @Test
  void eachComponentGoesWithAnOverlayAndNamesAllItsFiles() {
    Set<String> known = new TreeSet<>();
    Overlays.COMPONENTS.values().forEach(known::addAll);
    known.add("grafana");
    assertThat(Checkout.path("deploy/k8s/components").toFile().list())
        .containsExactlyInAnyOrderElementsOf(known);
    for (String component : known) {
      Set<String> files =
          new TreeSet<>(Checkout.files("deploy/k8s/components/" + component).keySet());
      String kustomization =
          Checkout.read("deploy/k8s/components/" + component + "/kustomization.yaml");
      files.removeIf(file -> kustomization.matches("(?s).*(- |path: )" + file + "\n.*"));
      assertThat(files).as(component).containsExactly("kustomization.yaml");
    }
    assertThat(Checkout.read("deploy/grafana/kustomization.yaml"))
        .contains(Checkout.files("deploy/grafana/dashboards").keySet());
  }

  @ParameterizedTest(name = "{0}: {1} {2} -> {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dev        | base/scheduler.yaml  | replicas: 2             | replica: 2                 | Unrecognized field "replica"
          dev        | base/accountant.yaml | replicas: 1             | replicas: one              | Deployment accountant
          dev        | base/scheduler.yaml  | failureThreshold        | failureTreshold            | Unrecognized field "failureTreshold"
          dev        | base/disruption.yaml | policy/v1               | policy/v1beta1             | an unknown kind: policy/v1beta1 PodDisruptionBudget
          dev        | overlays/dev/kafka.yaml | version: 4.1.1       | verson: 4.1.1              | Unrecognized field "verson"
          dev        | overlays/dev/kafka.yaml | version: 4.1.1       | version: 4.0.0             | kafka is of another version
          dev        | overlays/dev/kafka.yaml | port: 9092           | port: 9094                 | worker cannot reach kafka
          dev        | base/config.yaml     | name: tacet-service     | name: service              | notifier reads no map tacet-service
          dev        | base/config.yaml     | registry:8080           | registry:8081              | worker uses registry:8081, where nobody listens
          dev        | base/registry.yaml   | key: QUARKUS_DATASOURCE | key: DATASOURCE            | registry reads no DATASOURCE_JDBC_URL in the map
          dev        | base/accountant.yaml | key: password           | key: pass                  | accountant reads no pass in the secret postgres-accountant
          dev        | overlays/dev/kustomization.yaml | username=registry | user=registry         | registry reads no username in the secret postgres-registry
          dev        | base/notifier.yaml   | drop: [ALL]             | drop: [NET_RAW]            | notifier keeps capabilities
          dev        | base/notifier.yaml   | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | notifier may write its image
          dev        | base/notifier.yaml   | type: RuntimeDefault    | type: Unconfined           | notifier may make every system call
          dev        | base/notifier.yaml   | automountServiceAccountToken: false | automountServiceAccountToken: true | notifier is given a token
          dev        | base/notifier.yaml   | \\n              memory: 384Mi | \\n              ephemeral-storage: 1Gi | notifier has no limit of memory
          dev        | overlays/dev/mail.yaml | startupProbe:\\n            httpGet:\\n              path: /livez\\n              port: http | stdin: false | mail lacks a startupProbe
          dev        | base/notifier.yaml   | mountPath: /tmp         | mountPath: /tmp\\n            - {name: x, mountPath: /x} | notifier mounts [tmp, x] of [tmp]
          dev        | overlays/dev/worker.yaml | hostPID: false      | hostPID: true              | worker is given the capabilities []
          dev        | overlays/dev/worker.yaml | add: null           | add: [NET_ADMIN]           | worker is given the capabilities [NET_ADMIN]
          production | base/worker.yaml     | allowPrivilegeEscalation: false | privileged: true   | worker is privileged
          production | base/worker.yaml     | - SYS_PTRACE            | - SYS_ADMIN                | worker is given the capabilities
          production | base/worker.yaml     | path: /sys/block        | path: /run                 | worker sees the node's /run
          production | base/worker.yaml     | - name: tmp\\n          emptyDir: {} | - name: tmp\\n          hostPath: {path: /} | worker sees the node's /
          production | base/worker.yaml     | requests:               | limits: {memory: 1Gi}\\n            requests: | worker limits what it measures
          production | overlays/production/worker.yaml | runtimeClassName: tacet-worker | runtimeClassName: other | worker runs on no runtime "other"
          production | overlays/production/services.yaml | name: tacet-accountant | name: accountant | accountant reads no secret accountant
          production | overlays/production/services.yaml | key: user.key | key: tls.key | scheduler reads no tls.key in the secret tacet-scheduler
          production | overlays/production/postgres.yaml | instances: 2 | instance: 2 | Unrecognized field "instance"
          production | overlays/production/postgres.yaml | AUTHORIZATION accountant | AUTHORIZATION registry | roles are not those of roles.sql
          production | overlays/production/users.yaml | operations: [Create, | operations: [Make, | tacet-scheduler may [Delete, Describe, Make, Read, Write] prefix topic tacet.jobs.
          production | overlays/production/users.yaml | name: tacet.jobs.m1\\n          patternType: literal | name: tacet.jobs.m1\\n          patternType: prefix | tacet-worker-m1 may do something to [prefix topic tacet.jobs.m1]
          production | overlays/production/users.yaml | name: tacet.jobs.m1 | name: tacet.jobs.m2 | tacet-worker-m1 may do something to [literal topic tacet.jobs.m2]
          production | overlays/production/users.yaml | name: tacet.job-logs | name: tacet.joblogs | tacet-scheduler may null literal topic tacet.job-logs, and should [Create, Describe, Read]
          production | overlays/production/users.yaml | [Delete, Describe, Read]\\n---\\n# One | [All]\\n---\\n# One | tacet-analyst may [All] prefix group analyst-
          production | overlays/production/users.yaml | name: tacet-analyst | name: tacet-worker-m2 | tacet-worker-m2 may null literal group tacet-worker-m2
          production | overlays/production/kustomization.yaml | newTag: 0.1.0-SNAPSHOT | newTag: 0.0.9 | scheduler runs registry.example.org/tacet/scheduler:0.0.9
          dev        | base/topics.yaml     | partitions: 12          | partitions: 6              | tacet.job-status has
          dev        | base/topics.yaml     | retention.ms: 604800000 | retention.ms: 1            | tacet.metrics has
          dev        | base/topics.yaml     | name: tacet.shares      | name: tacet.share          | there is no topic tacet.shares
          dev        | base/network.yaml    | values: [scheduler, accountant, notifier, schemas, worker] | values: [scheduler] | worker cannot reach registry
          dev        | base/network.yaml    | strimzi.io/kind: Kafka  | strimzi.io/kind: Kafkas    | scheduler cannot reach kafka
          dev        | base/network.yaml    | name: deny\\nspec:\\n  podSelector: | name: deny\\nspec:\\n  podSelector:\\n    matchLabels: {a: b} | stranger can reach kafka
          dev        | overlays/dev/postgres.yaml | values: [scheduler, accountant, notifier, registry] | values: [scheduler, accountant, notifier, registry, worker] | -
          production | overlays/production/services.yaml | value: /etc/tacet/signing/signing.key | value: /etc/tacet/signing.key | scheduler is given no file /etc/tacet/signing.key
          production | overlays/production/services.yaml | path: accountant.pub | path: other.pub | scheduler is given no file /etc/tacet/signing/accountant.pub
          production | overlays/production/services.yaml | key: signing.pub | key: public | scheduler reads no public in the secret signing-accountant
          production | overlays/production/services.yaml | defaultMode: 0440 | defaultMode: 0444 | scheduler shows everybody /etc/tacet/
          production | overlays/production/services.yaml | fsGroup: 10001 | supplementalGroups: [10001] | scheduler can't read /etc/tacet/
          production | overlays/production/site.yaml | kafka/ca.crt | kafka/ca.pem | accountant is given no file /etc/tacet/kafka/ca.pem
          production | overlays/production/kafka.yaml | tls: true | tls: false | kafka lets anybody in at tls
          dev-with-all | components/grafana/grafana.yaml | claimName: grafana | claimName: board | grafana claims no volume board
          dev-with-all | components/grafana/grafana.yaml | name: grafana-provider | name: grafana-providers | grafana reads no map grafana-providers
          dev-with-all | components/grafana/grafana.yaml | grafana:12.2.0 | grafana:12.3.0 | unlike in compose
          dev-with-all | components/grafana/grafana.yaml | postgres:5432 | postgres:5433 | grafana uses postgres:5433, where nobody listens
          dev-with-all | components/grafana/grafana.yaml | accessModes: | accessMode: | Unrecognized field "accessMode"
          dev-with-all | components/grafana/network.yaml | kubernetes.io/name: grafana\\n      ports:\\n        - port: 5432 | kubernetes.io/name: other\\n      ports:\\n        - port: 5432 | grafana cannot reach postgres
          production-with-all | components/grafana-production/grafana.yaml | postgres-rw:5432 | postgres:5432 | grafana uses postgres:5432, where nobody listens
          production-with-all | components/grafana-production/network.yaml | cnpg.io/cluster: postgres | cnpg.io/cluster: other | grafana cannot reach postgres
          production-with-all | components/graphite/network.yaml | port: 2003 | port: 2004 | accountant cannot reach Graphite's port 2003
          production-with-all | components/kafka-outside/listener.yaml | tls: true | tls: false | kafka lets anybody in at outside
          production-with-all | components/kafka-outside/listener.yaml | networkPolicyPeers: | networkPolicyPeer: | Unrecognized field "networkPolicyPeer"
          production-with-all | components/kafka-outside/listener.yaml | scram-sha-512 | tls | tacet-worker-outside-1 comes in at no listener of kafka
          production-with-all | components/kafka-outside/users.yaml | jobs.outside-1 | jobs.m1 | tacet-worker-outside-1 may do something to [literal topic tacet.jobs.m1]
          production-with-all | components/kafka-outside/registry-tls.yaml | path: tls.key | path: key | registry is given no file /etc/tacet/registry/tls.key
          production-with-all | components/kafka-outside/registry.yaml | targetPort: https | targetPort: tls | service registry-outside leads to no port tls
          dev        | overlays/dev/mail.yaml | app.kubernetes.io/name: notifier\\n      ports | app.kubernetes.io/name: other\\n      ports | notifier cannot reach mail
          """)
  void aBrokenOverlayIsRefused(
      String overlay, String file, String place, String by, String problem) {
    String path = "deploy/k8s/" + file;
    String broken =
        Broken.replacing(Checkout.read(path), place.translateEscapes(), by.translateEscapes());

    List<String> found =
        problems(overlay, name -> name.equals(path) ? broken : Checkout.read(name));

    if (problem.equals("-")) {
      // One side is enough to keep a worker from the database
      assertThat(found).isEmpty();
    } else {
      assertThat(found).anyMatch(text -> text.contains(problem));
    }
  }

  @Test
  void whatIsMadeByHandIsInTheManual() {
    String manual = Checkout.read("docs/kubernetes.md");

    ReferenceRules.BY_HAND.forEach(
        (secret, keys) -> {
          assertThat(manual).contains(" " + secret + " ");
          keys.forEach(
              key -> assertThat(manual).containsPattern("--from-(literal|file)=" + key + "="));
        });
  }

  private static List<String> problems(String overlay, Function<String, String> files) {
    KubernetesBase cluster = Overlays.render(files, overlay);
    List<String> problems = new ArrayList<>();
    cluster.objects().stream()
        .map(StrictModel::problem)
        .filter(problem -> !problem.isEmpty())
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      return problems;
    }
    problems.addAll(PodRules.problems(cluster.workloads()));
    problems.addAll(
        ReferenceRules.problems(cluster, ReferenceRules.byHand(Overlays.basis(overlay))));
    problems.addAll(FileRules.problems(cluster));
    problems.addAll(NetworkRules.problems(cluster));
    problems.addAll(KafkaRules.problems(cluster));
    problems.addAll(roles(cluster));
    problems.addAll(images(cluster));
    return problems;
  }

  private static List<String> roles(KubernetesBase cluster) {
    Set<String> wanted =
        Arrays.stream(
                Checkout.read("deploy/compose/roles.sql")
                    .replaceAll("(?m)^(--|\\\\).*$", "")
                    .replaceAll(" PASSWORD :'[a-z]+'", "")
                    .split(";", -1))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .collect(Collectors.toSet());
    return cluster.byName("Cluster").values().stream()
        .map(postgres -> StrictModel.as(postgres, PostgresCluster.class).spec())
        .filter(
            spec -> !wanted.equals(Set.copyOf(spec.bootstrap().initdb().postInitApplicationSQL())))
        .map(spec -> "roles are not those of roles.sql")
        .toList();
  }

  private static List<String> images(KubernetesBase cluster) {
    Problems problems = new Problems();
    for (String name : cluster.workloads().keySet()) {
      String image = cluster.container(name).path("image").asText();
      String ours = "tacet/" + (name.equals("schemas") ? "scheduler" : name);
      boolean built = Checkout.SERVICES.contains(name) || name.equals("schemas");
      problems.unless(
          !built || image.endsWith(ours + ":" + Checkout.version()), name + " runs " + image);
      problems.unless(
          built || image.equals(composed(name)), name + " runs " + image + ", unlike in compose");
    }
    return problems.all();
  }

  private static String composed(String name) {
    return Compose.parse(Checkout.read("docker-compose.yml")).service(name).path("image").asText();
  }
}
