package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.JobOrder;
import io.tacet.schema.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  @TempDir Path directory;

  @Test
  void a_job_from_a_repository_knows_which_commit_was_checked_out() throws Exception {
    // given
    Path repository = Files.createDirectory(directory.resolve("repository"));
    Files.writeString(
        repository.resolve("tacet.yml"),
        "name: sort\nphases:\n  - name: RUNTIME\n    commands: ['true']\n");
    git(repository, "init", "-q", "-b", "main");
    git(repository, "add", ".");
    git(repository, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "one");
    JobOrder order = Jobs.order();
    order.setSource(
        Source.newBuilder().setUri(repository.toUri().toString()).setRef("main").build());

    // when
    PreparedJob job = Jobs.runner().prepare(order, directory.resolve("run"));

    // then
    assertThat(repository.resolve(".git/refs/heads/main")).hasContent(job.commit());
    assertThat(Jobs.runner().prepare(Jobs.command("true"), directory.resolve("other")).commit())
        .isNull();
  }

  private static void git(Path repository, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = repository.toString();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
