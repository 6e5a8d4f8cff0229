package io.tacet.cli.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.CancelJob;
import io.tacet.contract.rest.HoldJob;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobEvent;
import io.tacet.contract.rest.JobGroup;
import io.tacet.contract.rest.LogPage;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.MachineEvent;
import io.tacet.contract.rest.MachineWord;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Project;
import io.tacet.contract.rest.PutMachine;
import io.tacet.contract.rest.PutMachineKey;
import io.tacet.contract.rest.PutProject;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.ResetOffset;
import io.tacet.contract.rest.SubmitGroup;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitJobs;
import io.tacet.contract.rest.SubmittedJobs;
import io.tacet.contract.rest.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scheduler's REST interface. Safe for use by several threads. */
public final class SchedulerApi {

  /** Most items a page may have. */
  public static final int LARGEST_PAGE = 500;

  private static final String JOBS = "jobs";
  private static final String MACHINES = "machines";
  private static final String GROUPS = "groups";

  private final RestClient rest;

  /** Asks by this client. */
  public SchedulerApi(RestClient rest) {
    this.rest = rest;
  }

  /** The client that asks, for subjects whose questions stand with their verbs. */
  public RestClient rest() {
    return rest;
  }

  /** Queues a job. */
  public Job submit(SubmitJob job) {
    return submit(job, null);
  }

  /** Queues a job, once under this idempotency key. */
  public Job submit(SubmitJob job, @Nullable String key) {
    return rest.send("POST", Query.path(JOBS), job, key, new TypeReference<>() {});
  }

  /** Queues jobs, all or none, once under this idempotency key. */
  public SubmittedJobs submit(SubmitJobs jobs, @Nullable String key) {
    return rest.send("POST", Query.path(JOBS, "batch"), jobs, key, new TypeReference<>() {});
  }

  /** Queues a job to be measured several times. */
  public JobGroup submit(SubmitGroup group) {
    return rest.send("POST", Query.path(GROUPS), group, new TypeReference<>() {});
  }

  /** A group with its runs. */
  public JobGroup group(String id) {
    return rest.get(Query.path(GROUPS, id), new TypeReference<>() {});
  }

  /** Ends a group and cancels its runs. */
  public JobGroup cancelGroup(String id) {
    return rest.send(
        "POST", Query.path(GROUPS, id, "cancel"), new CancelJob(null), new TypeReference<>() {});
  }

  /** Lets a job wait until it is released. */
  public Job hold(String id, @Nullable String reason) {
    return rest.send(
        "POST", Query.path(JOBS, id, "hold"), new HoldJob(reason), new TypeReference<>() {});
  }

  /** Lets a held job go on. */
  public Job release(String id) {
    return rest.send(
        "POST", Query.path(JOBS, id, "release"), new HoldJob(null), new TypeReference<>() {});
  }

  /** One page of jobs, newest first. */
  public Page<Job> jobs(JobFilter filter, int limit, @Nullable String cursor) {
    Query query =
        Query.path(JOBS)
            .with("machine", filter.machine())
            .with("project", filter.project())
            .with("state", filter.state())
            .with("limit", limit)
            .with("cursor", cursor);
    return rest.get(query, new TypeReference<>() {});
  }

  /** One job with its outcome. */
  public Job job(String id) {
    return rest.get(Query.path(JOBS, id), new TypeReference<>() {});
  }

  /** What has happened to a job, oldest first; one page. */
  public Page<JobEvent> events(String id, @Nullable String cursor) {
    return rest.get(
        Query.path(JOBS, id, "events").with("limit", LARGEST_PAGE).with("cursor", cursor),
        new TypeReference<>() {});
  }

  /** Output of one attempt; null: the last one. */
  public LogPage logs(String id, @Nullable Integer attempt) {
    return rest.get(
        Query.path(JOBS, id, "logs").with("attempt", attempt), new TypeReference<>() {});
  }

  /** Asks for a job to be cancelled. */
  public Job cancel(String id, @Nullable String reason) {
    return rest.send(
        "POST", Query.path(JOBS, id, "cancel"), new CancelJob(reason), new TypeReference<>() {});
  }

  /** All machines, by id. */
  public List<Machine> machines() {
    List<Machine> machines = new ArrayList<>();
    String cursor = null;
    do {
      Page<Machine> page =
          rest.get(
              Query.path(MACHINES).with("limit", LARGEST_PAGE).with("cursor", cursor),
              new TypeReference<>() {});
      machines.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return machines;
  }

  /** One machine. */
  public Machine machine(String id) {
    return rest.get(Query.path(MACHINES, id), new TypeReference<>() {});
  }

  /** Registers a machine, or changes what is said of it. */
  public Machine putMachine(String id, PutMachine machine) {
    return rest.send("PUT", Query.path(MACHINES, id), machine, new TypeReference<>() {});
  }

  /**
   * Registers the key a machine signs with.
   *
   * @param overlap how long the one before is still good; null: as the scheduler has it
   */
  public Machine putMachineKey(String id, String publicKey, @Nullable Duration overlap) {
    return rest.send(
        "PUT",
        Query.path(MACHINES, id, "keys"),
        new PutMachineKey(publicKey, overlap == null ? null : overlap.toString()),
        new TypeReference<>() {});
  }

  /** Ends a key of a machine. */
  public Machine revokeMachineKey(String id, String keyId) {
    rest.delete(Query.path(MACHINES, id, "keys", keyId));
    return machine(id);
  }

  /** Says something of a machine: drain, resume, quarantine and the like. */
  public Machine say(String id, String word, @Nullable String reason) {
    return rest.send(
        "POST", Query.path(MACHINES, id, word), new MachineWord(reason), new TypeReference<>() {});
  }

  /** What has become of a machine, the newest first; one page. */
  public Page<MachineEvent> machineHistory(
      String id, @Nullable String kind, int limit, @Nullable String cursor) {
    return rest.get(
        Query.path(MACHINES, id, "history")
            .with("kind", kind)
            .with("limit", limit)
            .with("cursor", cursor),
        new TypeReference<>() {});
  }

  /** Sets the offset a machine's worker goes on from. */
  public void resetOffset(String id, long offset) {
    rest.send("POST", Query.path(MACHINES, id, "reset-offset"), new ResetOffset(offset));
  }

  /** Changes of jobs as they come; all null: of all jobs one may see. */
  public EventStream live(
      @Nullable String job,
      @Nullable String machine,
      @Nullable String project,
      @Nullable String lastId) {
    return rest.stream(
        Query.path("events").with("job", job).with("machine", machine).with("project", project),
        lastId);
  }

  /** Adds a project, or changes it. */
  public Project putProject(String id, PutProject project) {
    return rest.send("PUT", Query.path("projects", id), project, new TypeReference<>() {});
  }

  /** Adds a user, or changes one. */
  public User putUser(String id, PutUser user) {
    return rest.send("PUT", Query.path("users", id), user, new TypeReference<>() {});
  }

  /** Users, tokens, projects and quotas. */
  public PeopleApi people() {
    return new PeopleApi(rest);
  }

  /**
   * Which jobs to list; null: all.
   *
   * @param state a {@code JobState}
   */
  public record JobFilter(
      @Nullable String machine, @Nullable String project, @Nullable String state) {}
}
