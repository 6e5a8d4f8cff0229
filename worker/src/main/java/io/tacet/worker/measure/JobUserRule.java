package io.tacet.worker.measure;

import io.tacet.contract.security.SecurityProtocol;
import io.tacet.schema.MachineKind;
import java.util.List;

/**
 * Keys that the worker holds must be out of its jobs' reach: where Kafka is secured, jobs run as
 * another user, or the worker does not start.
 */
public final class JobUserRule {

  private static final String ROOT = "root";

  private JobUserRule() {}

  /**
   * What is wrong, with what to do.
   *
   * @param workerUser name of the user this worker runs as
   */
  public static List<String> problems(
      MeasureConfig config, SecurityProtocol protocol, String workerUser) {
    if (config.allowJobsAsWorker() && config.kind() != MachineKind.DEVELOPMENT) {
      return List.of(
          "tacet.worker.allow-jobs-as-worker is for machines of kind development only: leave it out"
              + " and set tacet.worker.job-user");
    }
    if (!protocol.isSecure() || config.allowJobsAsWorker()) {
      return List.of();
    }
    String user = config.jobUser().orElse(workerUser);
    if (user.equals(workerUser) || user.equals(ROOT)) {
      return List.of(
          "tacet.worker.job-user is "
              + (config.jobUser().isPresent() ? "'" + user + "'" : "not set")
              + " and tacet.kafka.security.protocol is "
              + protocol
              + ": jobs would run as a user who can read the worker's password and keys. Make a user"
              + " for jobs (useradd --system tacet-job), name it there, and start the worker as root;"
              + " on a machine of kind development tacet.worker.allow-jobs-as-worker=true allows it");
    }
    return List.of();
  }
}
