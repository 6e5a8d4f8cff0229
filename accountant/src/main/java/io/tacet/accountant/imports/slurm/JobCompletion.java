package io.tacet.accountant.imports.slurm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.UsageLine;
import java.io.IOException;
import java.time.ZoneOffset;

/**
 * A record of Slurm's jobcomp/kafka plug-in: a JSON object per finished job (Slurm's {@code
 * jobcomp_common.c}), times in UTC. It holds no CPU time that was measured, so that the allocation
 * is charged.
 *
 * @param cluster Slurm's name of the cluster; empty when the record has none
 */
public record JobCompletion(String cluster, UsageLine usage) {

  private static final ObjectReader READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();
  private static final Times UTC = new Times(ZoneOffset.UTC);
  private static final long MICROS = 1_000_000;
  private static final String NOBODY = "(none)";

  /**
   * Reads one.
   *
   * @param latest nothing ends later than this, µs since 1970
   * @throws BadField when it is no record of a finished job
   */
  public static JobCompletion read(byte[] value, ProjectField project, long latest)
      throws BadField {
    JsonNode record;
    try {
      record = READER.readTree(value);
    } catch (IOException e) {
      throw new BadField(BadReason.UNREADABLE, "it is no JSON object");
    }
    if (!record.hasNonNull("jobid") || !record.hasNonNull("state")) {
      throw new BadField(
          BadReason.UNREADABLE, "it has no jobid or no state: not a record of a job that ended");
    }
    String account = text(record, "account", text(record, "groupname", NOBODY));
    String rawId = text(record, "jobid", "");
    long started = UTC.moment(text(record, "@start", ""), "@start");
    long ended = UTC.end(text(record, "@end", ""), started);
    if (ended == UsageLine.NONE) {
      throw new BadField(BadReason.UNREADABLE, "it has no @end");
    }
    Job job =
        new Job(
            id(record, rawId),
            rawId,
            text(record, "username", text(record, "user_id", NOBODY)),
            account,
            project(record, project, account),
            text(record, "nodes", ""),
            text(record, "state", ""),
            text(record, "exit_code", ""),
            UTC.moment(text(record, "@submit", ""), "@submit"),
            started,
            ended,
            whole(record, "total_cpus"),
            started == UsageLine.NONE ? 0 : MICROS * whole(record, "elapsed"),
            UsageLine.NONE);
    return new JobCompletion(text(record, "cluster", ""), job.usage(new Digests(), latest));
  }

  /** As sacct writes it. */
  private static String id(JsonNode record, String rawId) {
    if (record.hasNonNull("array_task_id")) {
      return text(record, "array_job_id", "") + "_" + text(record, "array_task_id", "");
    }
    return record.hasNonNull("het_job_id") && record.path("het_job_id").asLong() != 0
        ? text(record, "het_job_id", "") + "+" + text(record, "het_job_offset", "0")
        : rawId;
  }

  private static String project(JsonNode record, ProjectField project, String account) {
    return switch (project) {
      case ACCOUNT -> account;
      case GROUP -> text(record, "groupname", NOBODY);
      case WCKEY -> text(record, "wc_key", NOBODY);
      case PARTITION -> text(record, "partition", NOBODY);
      case QOS -> text(record, "qos", NOBODY);
    };
  }

  private static String text(JsonNode record, String name, String otherwise) {
    String text = record.path(name).asText("");
    return text.isEmpty() || record.path(name).isNull() || text.equals("(null)") ? otherwise : text;
  }

  private static long whole(JsonNode record, String name) throws BadField {
    JsonNode value = record.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new BadField(BadReason.UNREADABLE, name + " is no whole number");
    }
    return value.longValue();
  }
}
