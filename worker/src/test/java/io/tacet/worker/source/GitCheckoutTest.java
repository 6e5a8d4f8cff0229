package io.tacet.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.source.SourceException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCheckoutTest {

  @TempDir Path directory;

  private final GitCheckout git = new GitCheckout(true, Duration.ofSeconds(30), Credentials.none());
  private Path repository = Path.of("");
  private Path tree = Path.of("");

  @BeforeEach
  void twoCommits() throws Exception {
    repository = Files.createDirectory(directory.resolve("repository"));
    tree = Files.createDirectory(directory.resolve("tree"));
    git("init", "-q", "-b", "main");
    Files.writeString(repository.resolve("tacet.yml"), "first");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    git("tag", "v1");
    Files.writeString(repository.resolve("tacet.yml"), "second");
    Files.createSymbolicLink(repository.resolve("out"), Path.of("/etc/hostname"));
    git("add", ".");
    git("commit", "-q", "-m", "second");
  }

  @Test
  void without_a_ref_it_is_the_head() throws Exception {
    // when
    git.checkOut(uri(), null, tree);

    // then
    assertThat(GitCheckout.file(tree, "tacet.yml")).hasContent("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "refs/tags/v1"})
  void a_tag_is_checked_out(String ref) throws Exception {
    // when
    String commit = git.checkOut(uri(), ref, tree);

    // then
    assertThat(GitCheckout.file(tree, "tacet.yml")).hasContent("first");
    assertThat(repository.resolve(".git/refs/tags/v1")).hasContent(commit);
    assertThat(commit).matches("[0-9a-f]{40}");
  }

  @Test
  void a_ref_that_is_not_there_is_the_submitters_fault() {
    assertThatThrownBy(() -> git.checkOut(uri(), "nowhere", tree))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
        .hasMessageStartingWith("source.ref: \"nowhere\" is not in " + uri());
  }

  @Test
  void a_repository_that_is_not_there_is_the_submitters_fault() {
    assertThatThrownBy(() -> git.checkOut(uri() + "-not", null, tree))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
        .hasMessageContaining("is not there, or this machine may not read it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--upload-pack=reboot", "-x", "a..b", "main:other", "a b", "main@{1}"})
  void what_could_be_an_option_or_more_than_a_ref_never_reaches_git(String ref) {
    assertThatThrownBy(() -> git.checkOut(uri(), ref, tree))
        .hasMessage("source.ref: \"" + ref + "\" is no name of a branch, a tag or a commit");
    assertThat(tree).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "../repository/tacet.yml", "/etc/hostname", "missing", ""})
  void only_a_file_inside_the_checkout_is_its_file(String path) throws Exception {
    // given
    git.checkOut(uri(), null, tree);

    // then
    assertThatThrownBy(() -> GitCheckout.file(tree, path))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("source.path: \"" + path + "\"");
  }

  @Test
  void after_a_stop_nothing_is_fetched() {
    // given
    git.stop();

    // then
    assertThatThrownBy(() -> git.checkOut(uri(), null, tree)).hasMessageContaining("stopped");
  }

  private String uri() {
    return repository.toUri().toString().replaceAll("/$", "");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of("-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("git.log").toFile())
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
