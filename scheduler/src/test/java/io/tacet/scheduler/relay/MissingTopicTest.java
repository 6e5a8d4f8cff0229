package io.tacet.scheduler.relay;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.machine.MachineId;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobState;
import io.tacet.schema.Notice;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Somebody deletes one machine's topic. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class MissingTopicTest {

  @Inject Kafka kafka;

  @Test
  void allOthersGoOnAndItsOrderGoesOutWhenTheTopicIsThereAgain() throws Exception {
    // given
    Api api = Api.admin();
    api.registerMachine("lost-1");
    api.registerMachine("lost-2");
    try (Admin admin = Admin.create(Kafka.settings())) {
      admin.deleteTopics(List.of(kafka.topics().jobs(new MachineId("lost-1")))).all().get();
    }

    // when: orders that nobody has been sent are taken back
    String gone = api.submit("lost-1", "");
    String held = api.submit("lost-1", "");
    await().until(() -> api.state(gone).equals("DISPATCHED"));
    api.post("/api/v1/jobs/" + gone + "/cancel", null);
    await().untilAsserted(() -> assertThat(api.state(gone)).isEqualTo("CANCELLED"));
    await().until(() -> api.state(held).equals("DISPATCHED"));
    api.post("/api/v1/jobs/" + held + "/hold", null);

    // then
    await().untilAsserted(() -> assertThat(api.state(held)).isEqualTo("QUEUED"));
    await().untilAsserted(() -> assertThat(kafka.outcomes(gone)).containsExactly("1:CANCELLED"));
    await().untilAsserted(() -> assertThat(kafka.outcomes(held)).containsExactly("1:WITHDRAWN"));

    // when
    String lost = api.submit("lost-1", "");
    await().until(() -> api.state(lost).equals("DISPATCHED"));
    String other = api.submit("lost-2", "");

    // then
    Worker worker = new Worker(kafka, "lost-2");
    assertThat(worker.outcome(worker.order(other, 1), JobState.FINISHED)).isTrue();
    await().untilAsserted(() -> assertThat(notices()).containsExactly("machine-topic-missing"));

    // when: as the notice says
    api.registerMachine("lost-1");
    Worker again = new Worker(kafka, "lost-1");
    assertThat(again.order(lost, 1).getJobId()).isEqualTo(lost);
    assertThat(again.committed()).isEqualTo(-1);
    assertThat(api.post("/api/v1/machines/lost-1/reset-offset", "{\"offset\": 0}").status())
        .isEqualTo(200);

    // then
    assertThat(again.outcome(again.order(lost, 1), JobState.FINISHED)).isTrue();
    await().until(() -> api.state(lost).equals("FINISHED"));
    assertThat(kafka.outcomes(lost)).containsExactly("1:FINISHED");

    // when: what was taken back goes out when it is wanted again
    api.post("/api/v1/jobs/" + held + "/release", null);
    assertThat(again.outcome(again.order(held, 2), JobState.FINISHED)).isTrue();
    await().until(() -> api.state(held).equals("FINISHED"));
    assertThat(kafka.outcomes(held)).containsExactly("1:WITHDRAWN", "2:FINISHED");
  }

  private List<String> notices() {
    return kafka.events(kafka.topics().notices(), "OPERATORS", Notice.class).stream()
        .filter(notice -> "lost-1".equals(notice.getMachine()))
        .map(Notice::getKind)
        .toList();
  }
}
