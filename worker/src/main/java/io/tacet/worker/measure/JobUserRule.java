package io.tacet.worker.measure;

import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.signature.SignatureConfig;
import io.tacet.schema.MachineKind;
import java.util.List;

/**
 * Keys that the worker holds must be out of its jobs' reach: where Kafka is secured, or the worker
 * signs, jobs run as another user, or the worker does not start.
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
      MeasureConfig config, ContractConfig contract, SignatureConfig signature, String workerUser) {
    if (config.allowJobsAsWorker() && config.kind() != MachineKind.DEVELOPMENT) {
      return List.of(
          "tacet.worker.allow-jobs-as-worker is for machines of kind development only: leave it out"
              + " and set tacet.worker.job-user");
    }
    boolean secured = contract.kafka().security().protocol().isSecure();
    if (config.allowJobsAsWorker() || (!secured && signature.keyFile().isEmpty())) {
      return List.of();
    }
    String user = config.jobUser().orElse(workerUser);
    if (!user.equals(workerUser) && !user.equals(ROOT)) {
      return List.of();
    }
    return List.of(
        "tacet.worker.job-user is "
            + (config.jobUser().isPresent() ? "'" + user + "'" : "not set")
            + " and "
            + (secured
                ? "tacet.kafka.security.protocol is " + contract.kafka().security().protocol()
                : "tacet.signature.key-file is set")
            + ": jobs would run as a user who can read the worker's password and keys. Make a user"
            + " for jobs (useradd --system tacet-job), name it there, and start the worker as root;"
            + " on a machine of kind development tacet.worker.allow-jobs-as-worker=true allows it");
  }
}
