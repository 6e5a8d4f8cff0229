package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The broker may be away while a machine measures, and the database after that: it is said. */
class BrokerOutageIT extends InstallationTest {

  private static final String DOWN = "\"status\": \"DOWN\"";

  @Test
  void aResultMeasuredWhileTheBrokerWasAwayArrivesOnce() throws IOException {
    assumeThat(parts.brokerIsRestartable())
        .as("needs a broker that comes back on its port; run with -Dtacet.it.kafka=embedded")
        .isTrue();

    // given
    tacet.schedulerSetting("TACET_SCHEDULER_RETRY_BACKOFF_MAX", "PT1S");
    tacet.schedulerSetting("TACET_SCHEDULER_KAFKA_TIMEOUT", "PT3S");
    String machine = startWithMachine("m");
    Path started = directory.resolve("started");
    Path go = directory.resolve("go");
    Path ended = directory.resolve("ended");
    String script = "touch \"$0\"; while [ ! -e \"$1\" ]; do sleep 0.1; done; touch \"$2\"";
    Job job =
        tacet
            .api()
            .submit(
                Jobs.command(
                    machine,
                    "sh",
                    "-c",
                    script,
                    started.toString(),
                    go.toString(),
                    ended.toString()));
    await().atMost(LIMIT).until(() -> Files.exists(started));

    // when
    parts.cluster().kafka().kill();
    try {
      Files.createFile(go);
      await().atMost(LIMIT).until(() -> Files.exists(ended));
      await().atMost(LIMIT).until(() -> health().contains("\"kafka\": \"does not answer"));
      assertThat(health()).contains(DOWN);
    } finally {
      parts.cluster().kafka().start();
    }
    await().atMost(LIMIT).until(() -> !health().contains(DOWN));
    Job over = awaitEnd(job.id());

    // then
    assertThat(over.state()).isEqualTo(JobState.FINISHED.name());
    assertThat(over.attempt()).isEqualTo(1);
    assertOneOutcomePerAttempt(job.id());

    // then: the machine goes on
    Job next = tacet.api().submit(Jobs.command(machine, "true"));
    assertThat(awaitEnd(next.id()).state()).isEqualTo(JobState.FINISHED.name());
    assertOneOutcomePerAttempt(job.id());

    // when: the database is away for a while
    parts.cluster().postgres().kill();
    try {
      await().atMost(LIMIT).until(() -> health().contains(DOWN));
    } finally {
      parts.cluster().postgres().start();
    }

    // then: it goes on by itself
    await().atMost(LIMIT).until(() -> !health().contains(DOWN));
    Job last = tacet.api().submit(Jobs.command(machine, "true"));
    assertThat(awaitEnd(last.id()).state()).isEqualTo(JobState.FINISHED.name());
  }

  private String health() {
    return tacet.health(ServiceRole.SCHEDULER);
  }
}
