package io.tacet.worker.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.worker.loop.Orders;
import org.junit.jupiter.api.Test;

class EventFactoryTest {

  private final EventFactory events = Orders.events();

  @Test
  void a_jobs_status_says_whose_and_which_attempt_it_is() {
    // when
    JobStatus status = events.jobStatus(Orders.held("order-1"), JobState.MEASURING);

    // then
    assertThat(status.getEventId()).isEqualTo("00000000-0000-0000-0000-000000000001");
    assertThat(status.getOccurredAt()).isEqualTo(Orders.NOW);
    assertThat(status.getMachine()).isEqualTo("m1");
    assertThat(status.getJobId()).isEqualTo("job-1");
    assertThat(status.getAttempt()).isEqualTo(2);
    assertThat(status.getOrderId()).isEqualTo("order-1");
    assertThat(status.getProject()).isEqualTo("p");
    assertThat(status.getSubmitter()).isEqualTo("ada");
    assertThat(status.getJobName()).isEqualTo("job");
    assertThat(status.getState()).isEqualTo(JobState.MEASURING);
  }

  @Test
  void a_machines_status_says_which_machine_and_no_job() {
    // when
    MachineStatus status = events.machineStatus(MachineState.IDLE);

    // then
    assertThat(status.getMachine()).isEqualTo("m1");
    assertThat(status.getState()).isEqualTo(MachineState.IDLE);
    assertThat(status.getOccurredAt()).isEqualTo(Orders.NOW);
    assertThat(status.getJobId()).isNull();
    assertThat(status.getOrderId()).isNull();
  }

  @Test
  void every_event_has_an_id_of_its_own() {
    assertThat(events.machineStatus(MachineState.IDLE).getEventId())
        .isNotEqualTo(events.machineStatus(MachineState.IDLE).getEventId());
  }
}
