package io.tacet.it.harness;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutMachine;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.RollupCheck;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitJobs;
import io.tacet.contract.rest.SubmittedJobs;
import io.tacet.contract.rest.Usage;
import io.tacet.contract.rest.User;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST interfaces of scheduler and accountant, as one user sees them. Thread-safe. */
public final class SchedulerApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private final HttpClient http;
  private final String scheduler;
  private final String accountant;
  private final String token;

  SchedulerApi(HttpClient http, String scheduler, String accountant, String token) {
    this.http = http;
    this.scheduler = scheduler;
    this.accountant = accountant;
    this.token = token;
  }

  /** The same interfaces with another user's token. */
  public SchedulerApi as(String otherToken) {
    return new SchedulerApi(http, scheduler, accountant, otherToken);
  }

  /** Registers a machine of kind DEVELOPMENT. */
  public Machine register(String machine) {
    return read(
        expect(
            call(
                "PUT",
                scheduler,
                "/machines/" + machine,
                new PutMachine(null, "DEVELOPMENT", Map.of()))),
        Machine.class);
  }

  /** Adds a user; the answer holds the token. */
  public User addUser(String id, String mail) {
    PutUser body = new PutUser(null, mail, "SUBMITTER", List.of("default"));
    return read(expect(call("PUT", scheduler, "/users/" + id, body)), User.class);
  }

  /** Submits a job. */
  public Job submit(SubmitJob job) {
    return read(expect(call("POST", scheduler, "/jobs", job)), Job.class);
  }

  /**
   * Submits a job under an idempotency key, so that it can be done again when the answer got lost.
   *
   * @throws LostAnswerException when there was no answer
   */
  public Job submit(SubmitJob job, String key) {
    return read(
        expect(
            send(
                request(scheduler, "/jobs")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(text(job))))),
        Job.class);
  }

  /** Submits many jobs at once; their ids. */
  public List<String> submitAll(List<SubmitJob> jobs) {
    return read(
            expect(call("POST", scheduler, "/jobs/batch", new SubmitJobs(List.copyOf(jobs)))),
            SubmittedJobs.class)
        .ids();
  }

  /** One job. */
  public Job job(String id) {
    return read(expect(call("GET", scheduler, "/jobs/" + id, null)), Job.class);
  }

  /** Asks for a job's end. */
  public Job cancel(String id) {
    return read(expect(call("POST", scheduler, "/jobs/" + id + "/cancel", Map.of())), Job.class);
  }

  /** One machine. */
  public Machine machine(String id) {
    return read(expect(call("GET", scheduler, "/machines/" + id, null)), Machine.class);
  }

  /** Usage rows of a job. */
  public List<Usage> usage(String jobId) {
    try {
      return json.readValue(
              expect(call("GET", accountant, "/usage?job=" + jobId, null)),
              new TypeReference<Page<Usage>>() {})
          .items();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the accountant takes this user's requests, which it does once it has read of them. */
  boolean isKnownToAccountant() {
    return send("GET", accountant, "/usage?limit=1", BodyPublishers.noBody()).statusCode()
        == HttpURLConnection.HTTP_OK;
  }

  /** The daily sums of usage beside the records. */
  public RollupCheck verifyUsage() {
    return read(expect(call("GET", accountant, "/usage/rollup", null)), RollupCheck.class);
  }

  /** Any request to the scheduler, with whatever it answers. */
  public HttpResponse<String> raw(String method, String path, String body) {
    return send(method, scheduler, path, BodyPublishers.ofString(body));
  }

  /** The body of whatever an address answers. */
  String get(URI address) {
    return send(HttpRequest.newBuilder(address).timeout(TIMEOUT)).body();
  }

  private HttpResponse<String> call(
      String method, String base, String path, @Nullable Object body) {
    return send(
        method,
        base,
        path,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
  }

  private String text(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(
      String method, String base, String path, HttpRequest.BodyPublisher body) {
    return send(request(base, path).method(method, body));
  }

  private HttpRequest.Builder request(String base, String path) {
    return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LostAnswerException(request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String expect(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          answer.request().method()
              + " "
              + answer.uri()
              + " was answered by "
              + answer.statusCode()
              + ": "
              + answer.body());
    }
    return answer.body();
  }

  private <T> T read(String body, Class<T> type) {
    try {
      return json.readValue(body, type);
    } catch (IOException e) {
      throw new IllegalStateException(body, e);
    }
  }
}
