package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.rest.GitSource;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.User;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.SchedulerApi;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said clearly, and nothing is half done. */
class BadInputIT extends RunningInstallationTest {

  @Test
  void wrongRequestsAreRefusedFieldByField() {
    // given
    SchedulerApi api = tacet.api();
    String machine = registered("m");
    User ada = api.addUser(tacet.user("ada"), "ada@example.org");
    User bob = api.addUser(tacet.user("bob"), "bob@example.org");
    Job adas = api.as(tokenOf(ada)).submit(Jobs.command(machine, "true"));

    // when
    HttpResponse<String> unknownMachine =
        api.raw("POST", "/jobs", "{\"machine\": \"nowhere\", \"command\": [\"true\"]}");
    HttpResponse<String> noJson = api.raw("POST", "/jobs", "{not json");
    HttpResponse<String> huge = api.raw("POST", "/jobs", "\"" + "x".repeat(10 << 20) + "\"");
    HttpResponse<String> somebodyElses = api.as(tokenOf(bob)).raw("GET", "/jobs/" + adas.id(), "");
    HttpResponse<String> nobody = api.as("tacet_wrong").raw("GET", "/jobs", "");

    // then
    assertProblem(unknownMachine, 400, "machine", "nowhere");
    assertProblem(noJson, 400, "JSON");
    assertProblem(huge, 413, "8388608");
    assertProblem(somebodyElses, 403, adas.id());
    assertProblem(nobody, 401, "token");
    HttpResponse<String> all = api.raw("GET", "/jobs?machine=" + machine, "");
    assertThat(all.body()).contains(adas.id());
    assertThat(all.body().split("\"submittedAt\"", -1)).as("jobs in the list").hasSize(2);
  }

  @Test
  void whatOnlyTheWorkerCanSeeFailsTheJobWithAReason(@TempDir Path repository) throws Exception {
    // given
    String machine = startWithMachine("m");
    makeRepository(repository);

    // when
    Job command = failed(Jobs.command(machine, 1, "no-such-command-anywhere"));
    Job repo = failed(source(machine, "file:///no/such/repository", null, "tacet.yml"));
    Job ref = failed(source(machine, "file://" + repository, "no-such-ref", "tacet.yml"));
    Job file = failed(source(machine, "file://" + repository, null, "no-such-file.yml"));
    Job scenario = failed(source(machine, "file://" + repository, null, "tacet.yml"));

    // then
    assertThat(command.message()).contains("no-such-command-anywhere");
    assertThat(repo.message()).contains("source.uri");
    assertThat(ref.message()).contains("source.ref").contains("no-such-ref");
    assertThat(file.message()).contains("source.path").contains("no-such-file.yml");
    assertThat(scenario.message()).containsPattern("tacet.yml:3:\\d+");
    assertThat(List.of(command, repo, ref, file, scenario))
        .allSatisfy(
            job -> {
              assertThat(job.errorClass()).isEqualTo("USER");
              assertThat(job.message()).doesNotContain("\tat ").doesNotContain("Exception");
              assertOneOutcomePerAttempt(job.id());
            });
  }

  private Job failed(SubmitJob submission) {
    Job job = awaitEnd(tacet.api().submit(submission).id());
    assertThat(job.state()).as(job.message()).isEqualTo(JobState.FAILED.name());
    assertThat(job.message()).isNotNull();
    return job;
  }

  private static SubmitJob source(String machine, String uri, @Nullable String ref, String path) {
    return new SubmitJob(
        null, machine, "default", null, null, new GitSource(uri, ref, path), null, 120L, false, 1);
  }

  private static String tokenOf(User user) {
    return Objects.requireNonNull(user.token(), "a new user's token");
  }

  private static void makeRepository(Path directory) throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("tacet.yml"),
        """
        name: broken
        phases:
          - nonsense: 1
        """);
    git(directory, "init", "-q");
    git(directory, "add", "tacet.yml");
    git(
        directory,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "-m",
        "broken");
  }

  private static void git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String... words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
  }
}
