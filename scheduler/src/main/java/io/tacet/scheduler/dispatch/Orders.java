package io.tacet.scheduler.dispatch;

import io.tacet.contract.rest.GitSource;
import io.tacet.scheduler.job.JobDefinition;
import io.tacet.scheduler.job.JobRow;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.schema.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The order that goes to the machine. */
final class Orders {

  private Orders() {}

  static JobCommand of(JobRow job, String eventId, Instant now) {
    JobDefinition definition = job.definition();
    return JobCommand.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now)
        .setMachine(job.orderedFrom())
        .setJobId(job.id())
        .setKind(CommandKind.ORDER)
        .setOrderId(Objects.requireNonNull(job.orderId(), "a claimed job has an order"))
        .setAttempt(job.attempt())
        .setOrder(
            JobOrder.newBuilder()
                .setName(job.name())
                .setNamed(definition.named())
                .setProject(job.project())
                .setSubmitter(job.submitter())
                .setCommand(definition.command())
                .setScenario(definition.scenario())
                .setSource(source(definition.source()))
                .setVariables(definition.variables())
                .setTimeLimitMicros(
                    TimeUnit.MICROSECONDS.convert(
                        Duration.ofSeconds(definition.timeLimitSeconds())))
                .setInterruptible(definition.interruptible())
                .setCheckThreshold(definition.checkThreshold())
                .build())
        .build();
  }

  private static @Nullable Source source(@Nullable GitSource source) {
    if (source == null) {
      return null;
    }
    Source.Builder builder = Source.newBuilder().setUri(source.uri()).setRef(source.ref());
    if (source.path() != null) {
      builder.setPath(source.path());
    }
    return builder.build();
  }
}
