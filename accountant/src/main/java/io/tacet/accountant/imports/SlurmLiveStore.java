package io.tacet.accountant.imports;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.slurm.JobCompletion;
import io.tacet.accountant.imports.slurm.ProjectField;
import io.tacet.accountant.usage.StagedUsage;
import io.tacet.accountant.usage.StagedUsage.Inserted;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Books the jobs that Slurm's jobcomp/kafka plug-in tells of, as they end. A record that can't be
 * read, or that says something else of a job that is booked, goes to the dead letters. A job that
 * is imported from a file, too, is booked once. Thread-safe.
 */
@ApplicationScoped
class SlurmLiveStore implements EventStore<JobCompletion> {

  private static final long MICROS = 1_000_000;

  private final ImportSettings settings;
  private final StagedUsage staged;
  private final InstantSource clock;

  SlurmLiveStore(ImportSettings settings, StagedUsage staged, InstantSource clock) {
    this.settings = settings;
    this.staged = staged;
    this.clock = clock;
  }

  @Override
  public boolean isForeign() {
    return true;
  }

  @Override
  public boolean isWanted() {
    return settings.slurmLive().topic().isPresent();
  }

  @Override
  public String topic(Topics topics) {
    return settings.slurmLive().topic().orElseThrow();
  }

  @Override
  public Class<JobCompletion> type() {
    return JobCompletion.class;
  }

  @Override
  public JobCompletion decode(EventReader reader, String topic, byte @Nullable [] value) {
    if (value == null) {
      throw new UndecodableEventException(topic + ": the record has no value", null);
    }
    ProjectField project =
        Objects.requireNonNull(ProjectField.of(settings.slurmLive().projectFrom()));
    Instant latest = clock.instant().plus(settings.futureTolerance());
    try {
      JobCompletion job = JobCompletion.read(value, project, MICROS * latest.getEpochSecond());
      if (cluster(job).isEmpty()) {
        throw new UndecodableEventException(
            topic
                + ": the record names no cluster; set tacet.accountant.imports.slurm-live.cluster",
            null);
      }
      return job;
    } catch (BadField e) {
      throw new UndecodableEventException(topic + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void store(Connection connection, List<Received<JobCompletion>> events)
      throws SQLException {
    Map<String, StagingRows> byCluster = new TreeMap<>();
    for (int i = 0; i < events.size(); i++) {
      JobCompletion job = events.get(i).require();
      byCluster
          .computeIfAbsent(cluster(job), name -> new StagingRows(ImportOrder.SLURM, name, clock))
          .add(i, job.usage());
    }
    List<Inserted> inserted = new ArrayList<>();
    for (StagingRows rows : byCluster.values()) {
      Inserted one = staged.insert(connection, rows, false);
      List<Long> conflicts = one.booked().conflicts();
      if (!conflicts.isEmpty()) {
        JobCompletion first = events.get(Math.toIntExact(conflicts.get(0))).require();
        throw new IllegalArgumentException(
            "job " + first.usage().jobId() + " is there with other content");
      }
      inserted.add(one);
    }
    for (Inserted one : inserted) {
      staged.raise(connection, one);
    }
  }

  private String cluster(JobCompletion job) {
    return settings.slurmLive().cluster().orElse(job.cluster());
  }
}
