package io.tacet.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.machine.MachineId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

  private final Topics topics = new Topics("tacet.");

  @Test
  void aMachineHasATopicOfItsOwnThatIsKeptForEver() {
    // when
    TopicSpec spec = topics.machineJobs(new MachineId("m-1"));

    // then
    assertThat(spec.name()).isEqualTo("tacet.jobs.m-1");
    assertThat(spec.partitions()).isEqualTo(1);
    assertThat(spec.config()).containsEntry("retention.ms", "-1");
  }

  @Test
  void everyTopicIsTimedByTheBroker() {
    // when
    List<TopicSpec> shared = topics.shared();

    // then
    assertThat(shared)
        .hasSize(10)
        .allSatisfy(
            spec ->
                assertThat(spec.config()).containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void stateTopicsAreCompactedAndTheOthersAreNot() {
    // when
    List<String> compacted =
        topics.shared().stream()
            .filter(spec -> "compact".equals(spec.config().get("cleanup.policy")))
            .map(TopicSpec::name)
            .toList();

    // then
    assertThat(compacted)
        .containsExactlyInAnyOrder("tacet.machine-status", "tacet.shares", "tacet.directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_b.", "a b", "ä", "a/"})
  void aPrefixThatCouldCollideOrIsNoTopicNameIsRefused(String prefix) {
    assertThatThrownBy(() -> new Topics(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "M1",
        "a.b",
        "a_b",
        "-----------------------------------------------------------------"
      })
  void whatIsNoMachineIdIsRefused(String id) {
    assertThatThrownBy(() -> new MachineId(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneMachinesGroupAndTransactionalIdAreItsOwn() {
    // given
    MachineId one = new MachineId("m1");
    MachineId ten = new MachineId("m10");

    // then
    assertThat(one.consumerGroup()).isEqualTo("tacet-worker-m1").isNotEqualTo(ten.consumerGroup());
    assertThat(one.transactionalId()).isEqualTo("tacet-worker-m1");
  }
}
