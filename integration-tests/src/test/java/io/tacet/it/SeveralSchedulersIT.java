package io.tacet.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Outcomes;
import io.tacet.it.harness.SchedulerApi;
import io.tacet.it.harness.SimulatedMachines;
import io.tacet.it.harness.SimulatedMachines.Arrival;
import io.tacet.it.harness.SimulatedMachines.Producers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Two schedulers on one database. */
class SeveralSchedulersIT extends InstallationTest {

  private static final int JOBS_A_ROUND = 30;

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  @Test
  void noJobIsOrderedTwiceAndWhenOneDiesTheOtherGoesOn() {
    // given
    ChildProcess first = tacet.startScheduler();
    ChildProcess other = tacet.startOtherScheduler();
    List<String> machines = machines(3);
    List<String> jobs = new ArrayList<>();
    try (SimulatedMachines simulated = simulated(machines)) {
      // when
      jobs.addAll(submit(machines, tacet.api(), tacet.otherApi()));
      awaitArrivals(jobs.size() / 3);
      first.kill();
      List<String> later = submit(machines, tacet.otherApi(), tacet.otherApi());
      jobs.addAll(later);
      await("an order submitted after the first one's death")
          .atMost(LIMIT)
          .until(() -> arrivals.stream().anyMatch(order -> later.contains(order.jobId())));
      ChildProcess again = tacet.startScheduler();
      jobs.addAll(submit(machines, tacet.api(), tacet.otherApi()));
      other.kill();
      awaitArrivals(jobs.size());

      // then
      for (String job : jobs) {
        assertThat(awaitEnd(job).state()).isEqualTo("FINISHED");
      }
      assertThat(again.isAlive()).isTrue();
      assertThat(simulated.outcomes()).isEqualTo(jobs.size());
    }
    assertThat(arrivals.stream().collect(groupingBy(Arrival::jobId, counting())))
        .as("orders per job")
        .hasSize(jobs.size())
        .allSatisfy((job, orders) -> assertThat(orders).as(job).isOne());
    assertThat(outcomesPerJob()).containsOnlyKeys(jobs).allSatisfy((j, n) -> assertThat(n).isOne());
  }

  @Test
  void aSubmissionToTheOneThatDoesNotRelayIsOrderedAtOnce() {
    // given
    tacet.schedulerSetting("TACET_SCHEDULER_RELAY_POLL", "PT1H");
    tacet.startScheduler();
    tacet.startOtherScheduler();
    List<String> machines = machines(2);
    try (SimulatedMachines simulated = simulated(machines)) {
      // when
      tacet.api().submit(Jobs.command(machines.get(0), "true"));
      tacet.otherApi().submit(Jobs.command(machines.get(1), "true"));

      // then
      await("neither waits for a poll").atMost(LIMIT).until(() -> simulated.outcomes() == 2);
    }
  }

  private List<String> machines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> tacet.api().register(tacet.machine("sim" + i)).id())
        .toList();
  }

  private SimulatedMachines simulated(List<String> machines) {
    return new SimulatedMachines(parts, tacet.topics(), machines, Producers.KEPT, arrivals::add);
  }

  private static List<String> submit(List<String> machines, SchedulerApi even, SchedulerApi odd) {
    return IntStream.range(0, JOBS_A_ROUND)
        .mapToObj(
            i ->
                (i % 2 == 0 ? even : odd)
                    .submit(Jobs.command(machines.get(i % machines.size()), "true"))
                    .id())
        .toList();
  }

  private void awaitArrivals(int count) {
    await(count + " orders").atMost(LIMIT).until(() -> arrivals.size() >= count);
  }

  private Map<String, Long> outcomesPerJob() {
    List<GenericRecord> statuses = tacet.reader().events(tacet.topics().jobStatus());
    return Outcomes.among(statuses).stream()
        .collect(groupingBy(status -> status.get("jobId").toString(), counting()));
  }
}
