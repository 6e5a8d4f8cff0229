package io.tacet.contract.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

  private final AccessRules rules = new AccessRules(new Topics("t."));

  @Test
  void a_worker_has_its_own_things_literally_and_nothing_of_the_cluster() {
    // when
    Party worker = rules.worker(new MachineId("m1"));

    // then
    assertThat(worker.user()).isEqualTo("tacet-worker-m1");
    assertThat(worker.grants())
        .allSatisfy(grant -> assertThat(grant.pattern()).isEqualTo(PatternType.LITERAL))
        .noneMatch(grant -> grant.type() == ResourceType.CLUSTER);
    assertThat(named(worker, AclOperation.READ))
        .containsExactlyInAnyOrder("t.jobs.m1", "tacet-worker-m1");
    assertThat(named(worker, AclOperation.WRITE))
        .containsExactlyInAnyOrder(
            "tacet-worker-m1",
            "t.job-status",
            "t.machine-status",
            "t.results",
            "t.metrics",
            "t.job-logs",
            "t.notices",
            "t.dead-letters");
  }

  @Test
  void nobody_but_the_scheduler_may_touch_orders_and_none_but_services_the_directory() {
    for (Party party : rules.services(true)) {
      boolean mayOrder =
          party.grants().stream().anyMatch(grant -> grant.name().startsWith("t.jobs."));
      assertThat(mayOrder).as(party.user()).isEqualTo(party.user().equals("tacet-scheduler"));
    }
    assertThat(named(rules.analyst(), AclOperation.READ)).doesNotContain("t.directory");
    assertThat(rules.analyst().grants())
        .noneMatch(grant -> grant.operations().contains(AclOperation.WRITE));
  }

  @Test
  void only_a_scheduler_that_manages_machines_may_change_acls() {
    assertThat(rules.scheduler(false).grants())
        .noneMatch(grant -> grant.type() == ResourceType.CLUSTER);
    assertThat(rules.scheduler(true).grants())
        .anySatisfy(
            grant ->
                assertThat(grant.operations())
                    .containsExactly(AclOperation.ALTER, AclOperation.DESCRIBE));
  }

  @Test
  void the_accountant_reads_a_foreign_topic_in_a_group_of_its_own() {
    assertThat(named(rules.accountant(List.of("slurm")), AclOperation.READ))
        .contains("slurm", "t.accountant-slurm");
    assertThat(named(rules.accountant(List.of()), AclOperation.READ))
        .contains("t.accountant", "t.accountant-graphite");
  }

  @Test
  void the_accountant_says_what_it_booked_and_analysts_hear_it() {
    assertThat(named(rules.accountant(List.of()), AclOperation.WRITE)).contains("t.usage");
    assertThat(named(rules.analyst(), AclOperation.READ)).contains("t.usage");
  }

  @Test
  void an_analysts_program_has_what_begins_with_its_id() {
    // when
    Party analyst = rules.analyst(Map.of("analyst-energy", "energy"), List.of("slurm"));

    // then
    assertThat(analyst.grants())
        .filteredOn(grant -> grant.name().equals("analyst-energy"))
        .hasSize(3)
        .allSatisfy(grant -> assertThat(grant.pattern()).isEqualTo(PatternType.PREFIXED));
    assertThat(named(analyst, AclOperation.WRITE))
        .containsExactlyInAnyOrder("analyst-energy", "energy");
  }

  @ParameterizedTest(name = "prefix \"{0}\", id \"{1}\"")
  @CsvSource({
    "tacet., t",
    "tacet., tacet",
    "tacet., tacet.energy",
    "tacet., tacet-worker",
    "tacet., tacet-worker-m1",
    "tacet., ''",
    "tacet., ' '",
    "tacet., analyst energy",
    "tacet., _",
    "tacet., __consumer",
    "site.,  tacet-worker",
    "site.,  site",
    "'',     jobs",
    "'',     job-status-energy",
    "'',     account",
    "'',     _",
  })
  void an_analysts_program_has_nothing_of_tacets(String prefix, String id) {
    assertThatThrownBy(
            () -> new AccessRules(new Topics(prefix)).analyst(Map.of(id, "energy"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + id + "\"")
        .hasMessageContaining("analyst-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "t.job-status", "t.jobs.m1", "energy per commit", "__transaction_state"})
  void an_analysts_program_writes_no_topic_of_tacets(String topic) {
    assertThatThrownBy(() -> rules.analyst(Map.of("analyst-energy", topic), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + topic + "\"");
  }

  @ParameterizedTest(name = "id \"{0}\", output \"{1}\"")
  @CsvSource({"slurm, energy", "slurm.jobs.sums, energy", "slurm.jobs, energy", "e, slurm.jobs"})
  void an_analysts_program_has_nothing_of_a_foreign_topic(String id, String output) {
    assertThatThrownBy(() -> rules.analyst(Map.of(id, output), List.of("slurm.jobs")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the topic \"slurm.jobs\", which the accountant reads");
  }

  @Test
  void a_principal_is_a_password_or_a_certificate() {
    // when
    List<AclBinding> bindings =
        rules.worker(new MachineId("m1")).bindings(PrincipalForm.CERTIFICATE);

    // then
    assertThat(bindings)
        .allSatisfy(
            one -> assertThat(one.entry().principal()).isEqualTo("User:CN=tacet-worker-m1"));
  }

  private static Set<String> named(Party party, AclOperation operation) {
    return party.grants().stream()
        .filter(grant -> grant.operations().contains(operation))
        .map(Grant::name)
        .collect(Collectors.toSet());
  }
}
