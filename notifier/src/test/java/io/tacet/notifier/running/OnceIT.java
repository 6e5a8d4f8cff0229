package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.parts.JavaProgram;
import io.tacet.schema.JobState;
import io.tacet.schema.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One run for cron. */
class OnceIT {

  @Test
  void itSendsWhatIsDueAndEnds() throws Exception {
    // given
    try (Surroundings surroundings = new Surroundings()) {
      String address = new DirectoryOfTest(surroundings).user("ada", Role.SUBMITTER);
      finish(surroundings, "job-1");
      // when, then
      assertThat(once(surroundings)).isZero();
      assertThat(surroundings.mailsTo(address)).hasSize(1);
      // when: the mail server is away
      surroundings.mail().stop();
      finish(surroundings, "job-2");
      // then
      assertThat(once(surroundings)).isEqualTo(1);
      assertThat(surroundings.text("SELECT state FROM mail WHERE about = 'job-2'"))
          .isEqualTo("PENDING");
      surroundings.mail().start();
    }
  }

  private static int once(Surroundings surroundings) throws Exception {
    String program = Objects.requireNonNull(System.getProperty("tacet.notifier.app"));
    List<String> rest = new ArrayList<>(ClassArchive.ofService(Path.of(program)).ifThere().flags());
    rest.addAll(List.of("-jar", program, "--once"));
    ProcessBuilder command =
        new ProcessBuilder(JavaProgram.lean(96, rest))
            .redirectErrorStream(true)
            .redirectOutput(surroundings.directory().resolve("once.log").toFile());
    command.environment().putAll(JavaProgram.ENVIRONMENT);
    command.environment().putAll(surroundings.environment(0));
    command.environment().put("TACET_NOTIFIER_BILL_WAIT_AT_MOST", "PT1.5S");
    Process process = command.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends by itself").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void finish(Surroundings surroundings, String job) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.status(job, "ada", JobState.FINISHED).setOrderId(Events.uuid()).build());
  }
}
