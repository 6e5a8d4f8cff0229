package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Usage;
import io.tacet.embedded.mail.CaughtMail;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.it.deploy.AlertRules;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.JobState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One job through the whole line. */
class OneJobIT extends InstallationTest {

  @Test
  void aJobIsMeasuredMailedAndBilledExactlyOnce() throws java.io.IOException {
    // given
    String machine = startWithMachine("m");
    tacet.startNotifier();
    tacet.startAccountant();

    // when
    Job job =
        tacet
            .api()
            .submit(
                Jobs.command(
                    machine, "sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"));
    Job ended = awaitEnd(job.id());
    Job next = tacet.api().submit(Jobs.command(machine, "true"));
    awaitEnd(next.id());

    // then: the job
    assertThat(ended.state()).isEqualTo(JobState.FINISHED.name());
    assertThat(ended.attempt()).isEqualTo(1);
    assertThat(outcomeOf(ended).phases())
        .singleElement()
        .satisfies(
            phase -> {
              assertThat(phase.name()).isEqualTo("RUNTIME");
              assertThat(phase.exitCode()).isZero();
            });
    assertThat(outcomeOf(ended).silences())
        .singleElement()
        .satisfies(silence -> assertThat(silence.workerSockets()).isZero());
    assertOneOutcomePerAttempt(job.id());

    // then: the mail; the next job's mail has come, so a second one of this job would have, too
    await().atMost(LIMIT).until(() -> mailsOf(next).size() == 1);
    assertThat(mailsOf(job))
        .singleElement()
        .satisfies(mail -> assertThat(mail.subject()).startsWith("Finished").contains(machine))
        .satisfies(
            mail ->
                assertThat(mail.text().orElseThrow())
                    .contains("Service units: 0.", "CPU time charged: ")
                    .containsPattern("Charge rate: 1\\R"));

    // then: the bill
    await().atMost(LIMIT).until(() -> tacet.api().usage(next.id()).size() == 1);
    assertThat(tacet.api().usage(job.id())).singleElement().satisfies(OneJobIT::isBilledAtRateOne);

    // then: what alerts are made of is there, so that a renamed metric is found
    assertThat(AlertRules.metrics()).hasSizeGreaterThan(10);
    await("some are there only when they have been counted")
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              String exposed = metrics();
              assertThat(AlertRules.metrics())
                  .allSatisfy(
                      metric -> assertThat(exposed).containsPattern("(?m)^" + metric + "[ {]"));
            });
  }

  private String metrics() {
    return tacet.metrics(ServiceRole.SCHEDULER)
        + tacet.metrics(ServiceRole.ACCOUNTANT)
        + tacet.metrics(ServiceRole.NOTIFIER);
  }

  private List<CaughtMail> mailsOf(Job job) {
    return tacet.mails().stream()
        .filter(mail -> mail.text().orElse("").contains(job.id()))
        .toList();
  }

  private static void isBilledAtRateOne(Usage usage) {
    assertThat(usage.outcome()).isEqualTo("FINISHED");
    assertThat(usage.cpuSource()).isIn("CGROUP", "REAPED");
    assertThat(usage.cpuMicros()).isPositive();
    assertThat(usage.chargeRate()).isEqualByComparingTo(BigDecimal.ONE);
    assertThat(usage.serviceUnits())
        .isCloseTo(
            BigDecimal.valueOf(Objects.requireNonNull(usage.cpuMicros()))
                .divide(BigDecimal.valueOf(3_600_000_000L), 12, RoundingMode.HALF_UP),
            org.assertj.core.data.Offset.offset(new BigDecimal("0.000000001")));
  }
}
