package io.tacet.worker.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tacet.worker.source.SourceException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories behind a real git server that demands a token. */
class TokenTest {

  private static final String TOKEN = "tok-3n$(id)'\"\\x";

  @TempDir static Path certificate;
  @TempDir Path directory;

  private PrivateHttps server;
  private Path tree;
  private Path token;

  @BeforeEach
  void serve() throws Exception {
    Programs.repository(directory.resolve("served/bench"), "tacet.yml", "private");
    tree = Files.createDirectory(directory.resolve("tree"));
    token = Given.secret(directory.resolve("token"), TOKEN + "\n");
    server = new PrivateHttps(certificate, directory.resolve("served"), "ada", TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_private_repository_is_checked_out_with_the_workers_token() throws Exception {
    // when
    git(token).checkOut(server.uri("bench"), "main", tree);

    // then
    assertThat(tree.resolve("tacet.yml")).hasContent("private");
    assertThat(server.shown()).contains("Basic " + PrivateHttps.base64("ada:" + TOKEN));
  }

  @Test
  void no_process_and_no_file_of_the_checkout_ever_has_the_token() throws Exception {
    // given
    Set<String> programs = new ConcurrentSkipListSet<>();
    Set<String> told = new ConcurrentSkipListSet<>();
    server.onRequest(() -> lookAtProcesses(programs, told));

    // when
    git(token).checkOut(server.uri("bench"), null, tree);

    // then
    assertThat(programs).anySatisfy(program -> assertThat(program).contains("git-remote-https"));
    assertThat(told).isEmpty();
    try (Stream<Path> files = Files.walk(directory.resolve("tree"))) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, ISO_8859_1))
                      .doesNotContain(TOKEN)
                      .doesNotContain(PrivateHttps.base64("ada:" + TOKEN)));
    }
  }

  @Test
  void a_token_the_server_refuses_is_the_operators_matter_and_not_told() throws Exception {
    // given
    Given.secret(token, "wrong-s3cret");

    // when
    SourceException refused = fails(git(token), server.uri("bench"));

    // then
    assertThat(refused.fault()).isEqualTo(Fault.MACHINE);
    assertThat(refused)
        .hasMessage(
            "source.uri: the server of "
                + server.uri("bench")
                + " refuses this machine's token; its operator must renew it or give it access"
                + " (tacet.worker.source.credentials.lab)");
    assertThat(server.shown()).contains("Basic " + PrivateHttps.base64("ada:wrong-s3cret"));
  }

  @Test
  void a_server_that_repeats_the_token_does_not_get_it_told() {
    // given
    server.tellTale("/tale/");

    // when
    SourceException refused = fails(git(token), server.uri("tale/bench"));

    // then
    assertThat(server.shown()).isNotEmpty();
    assertThat(refused)
        .hasMessageContaining("remote: you showed me Basic ***")
        .hasMessageNotContaining(TOKEN)
        .hasMessageNotContaining(PrivateHttps.base64("ada:" + TOKEN));
  }

  @Test
  void a_repository_that_is_not_there_is_the_submitters_matter_with_a_good_token() {
    assertThat(fails(git(token), server.uri("nothing")).fault()).isEqualTo(Fault.USER);
  }

  @Test
  void another_server_is_not_shown_the_token_not_even_by_a_redirect() throws Exception {
    try (PrivateHttps other =
        new PrivateHttps(certificate, directory.resolve("served"), "x", "y")) {
      // given
      server.redirect("/away/", other.uri(""));
      GitCheckout git = git(token);

      // when
      SourceException redirected = fails(git, server.uri("away/bench"));
      SourceException direct = fails(git, other.uri("bench"));

      // then
      assertThat(List.of(redirected, direct))
          .allSatisfy(e -> assertThat(e).hasMessageStartingWith("source.uri: "));
      assertThat(other.shown()).isEmpty();
    }
  }

  @Test
  void without_a_token_a_private_repository_can_not_be_read() {
    // given
    GitCheckout git = new GitCheckout(false, Duration.ofSeconds(30), Credentials.none());

    // when, then
    assertThatThrownBy(() -> git.checkOut(server.uri("bench"), null, tree))
        .isInstanceOf(SourceException.class);
    assertThat(server.shown()).isEmpty();
  }

  @Test
  void a_token_that_others_can_read_by_now_is_not_used() throws Exception {
    // given
    GitCheckout git = git(token);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));

    // when, then
    assertThatThrownBy(() -> git.checkOut(server.uri("bench"), null, tree))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "tacet.worker.source.credentials.lab: "
                + token
                + " can be used by others than its owner: take that away (chmod 600 "
                + token
                + ")");
    assertThat(server.shown()).isEmpty();
  }

  @Test
  void a_new_token_is_used_without_a_restart() throws Exception {
    // given
    Given.secret(token, "old");
    GitCheckout git = git(token);
    fails(git, server.uri("bench"));
    Given.secret(token, TOKEN);
    Path second = Files.createDirectory(directory.resolve("second"));

    // when
    git.checkOut(server.uri("bench"), null, second);

    // then
    assertThat(second.resolve("tacet.yml")).hasContent("private");
  }

  private SourceException fails(GitCheckout git, String uri) {
    return catchThrowableOfType(SourceException.class, () -> git.checkOut(uri, null, tree));
  }

  private GitCheckout git(Path file) {
    Given given = Given.token("lab", server.host(), file, PrivateHttps.authority(certificate));
    return new GitCheckout(false, Duration.ofSeconds(30), Credentials.of(given));
  }

  /** All that this process has started, while git waits for the server's answer. */
  private static void lookAtProcesses(Set<String> programs, Set<String> told) {
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      String words = ofProcess(process.pid(), "cmdline").replace('\0', ' ');
      String all = words + ofProcess(process.pid(), "environ");
      programs.add(words);
      if (all.contains(TOKEN) || all.contains(PrivateHttps.base64("ada:" + TOKEN))) {
        told.add(all);
      }
    }
  }

  /** Empty when it has ended meanwhile. */
  private static String ofProcess(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), file), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
