package io.tacet.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.source.Given.One;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @TempDir Path directory;
  private Path token;
  private Path key;
  private Path hosts;

  @BeforeEach
  void files() throws IOException {
    token = Given.secret(directory.resolve("token"), "t");
    key = Given.secret(directory.resolve("key"), "k");
    hosts = Files.writeString(directory.resolve("known_hosts"), "");
  }

  @ParameterizedTest
  @CsvSource({
    "git.example.org, https://git.example.org/a, true",
    "git.example.org, https://GIT.example.org:443/a, true",
    "GIT.example.org:443, https://git.example.org/a, true",
    "git.example.org:8443, https://git.example.org:8443/a, true",
    "git.example.org:8443, https://git.example.org/a, false",
    "git.example.org, https://git.example.org:8443/a, false",
    "example.org, https://git.example.org/a, false",
    "git.example.org, https://git.example.org.evil.net/a, false",
    "git.example.org, ssh://git@git.example.org/a, false"
  })
  void a_token_is_for_its_server_and_https_only(String host, String uri, boolean shown)
      throws SourceException {
    // given
    Credentials credentials = Credentials.of(new Given(Map.of("a", token(host)), Optional.empty()));

    // then
    assertThat(credentials.forServerOf(SourceUri.of(uri, false)).isPresent()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "git.example.org, ssh://git@git.example.org/a, true",
    "git.example.org:22, ssh://git.example.org/a, true",
    "git.example.org:2222, ssh://git@git.example.org:2222/a, true",
    "git.example.org, ssh://git@git.example.org:2222/a, false",
    "git.example.org, https://git.example.org/a, false"
  })
  void a_key_is_for_its_server_and_ssh_only(String host, String uri, boolean shown)
      throws SourceException {
    // given
    Credentials credentials = Credentials.of(Given.key("a", host, key, Optional.of(hosts)));

    // then
    assertThat(credentials.forServerOf(SourceUri.of(uri, false)).isPresent()).isEqualTo(shown);
  }

  @Test
  void a_server_may_have_both() throws SourceException {
    // given
    Given given = new Given(Map.of("a", token("h"), "b", key("h")), Optional.of(hosts));

    // when
    Credentials credentials = Credentials.of(given);

    // then
    assertThat(credentials.forServerOf(SourceUri.of("https://h/a", false)))
        .get()
        .isInstanceOf(Credential.Token.class);
    assertThat(credentials.forServerOf(SourceUri.of("ssh://h/a", false)))
        .get()
        .isInstanceOf(Credential.Key.class);
  }

  @Test
  void all_that_is_wrong_is_said_at_once_with_its_key() throws IOException {
    // given
    Path open = Files.writeString(directory.resolve("open"), "t");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path odd = Given.secret(directory.resolve("an odd key"), "k");
    Given given =
        new Given(
            Map.of(
                "a",
                new One(
                    Optional.empty(),
                    Optional.of(open),
                    "a b",
                    Optional.of(Path.of("/nowhere.pem")),
                    Optional.empty()),
                "b",
                new One(
                    Optional.of("h"),
                    Optional.of(token),
                    "git",
                    Optional.empty(),
                    Optional.of(odd)),
                "c",
                token("h"),
                "d",
                token("H:443"),
                "e",
                new One(
                    Optional.of("h"), Optional.empty(), "x", Optional.empty(), Optional.empty())),
            Optional.empty());

    // when, then
    assertThat(Credentials.problems(given))
        .containsExactly(
            "tacet.worker.source.credentials.a.host must be host or host:port, e.g."
                + " git.example.org",
            "tacet.worker.source.credentials.a.user must be a name without blanks",
            "tacet.worker.source.credentials.a.token-file: "
                + open
                + " can be used by others than its owner: take that away (chmod 600 "
                + open
                + ")",
            "tacet.worker.source.credentials.a.ca-file: /nowhere.pem is not there, or the worker"
                + " may not read it",
            "tacet.worker.source.credentials.b needs either a token-file (https) or a key-file"
                + " (ssh)",
            "tacet.worker.source.credentials.b.key-file: "
                + odd
                + " must be a path of letters, digits and _./@+,=:-",
            "tacet.worker.source.credentials.d is a second one for h",
            "tacet.worker.source.credentials.e needs either a token-file (https) or a key-file"
                + " (ssh)",
            "tacet.worker.source.known-hosts is not set: a key is shown to known servers only"
                + " (ssh-keyscan HOST writes such a file; compare it with what the server's"
                + " operator publishes)");
    assertThatThrownBy(() -> Credentials.of(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("credentials.a.host")
        .hasMessageContaining("known-hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "a b",
        "https://h",
        "h/path",
        "user@h",
        "h:port",
        "a\nb",
        "*.example.org"
      })
  void what_names_no_server_is_refused(String host) {
    assertThat(Credentials.problems(new Given(Map.of("a", token(host)), Optional.empty())))
        .containsExactly(
            "tacet.worker.source.credentials.a.host must be host or host:port, e.g."
                + " git.example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
  void a_key_that_others_can_use_is_refused(String permissions) throws IOException {
    // given
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));

    // when, then
    assertThat(Credentials.problems(Given.key("a", "h", key, Optional.of(hosts))))
        .allSatisfy(problem -> assertThat(problem).contains("can be used by others"))
        .hasSize(1);
  }

  @Test
  void a_secret_that_is_not_there_or_no_file_is_refused() {
    assertThat(
            Credentials.problems(
                Given.key("a", "h", directory.resolve("none"), Optional.of(hosts))))
        .singleElement()
        .asString()
        .endsWith("none is not there");
    assertThat(Credentials.problems(Given.key("a", "h", directory, Optional.of(hosts))))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a b", "tok\r\n", "größe"})
  void a_token_that_can_not_be_one_is_refused_and_not_told(String text) throws IOException {
    // given
    Given.secret(token, text);
    Credential credential = new Credential.Token("a", "h", token, "git", Optional.empty());

    // when, then
    assertThatThrownBy(() -> GitAccess.with(Optional.of(credential)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "tacet.worker.source.credentials.a.token-file: the first line of "
                + token
                + " must be the token, without blanks");
  }

  @Test
  void what_git_is_given_holds_no_secret() throws IOException {
    // given
    Given.secret(token, "s3cret");
    Credential credential = new Credential.Token("a", "h", token, "git", Optional.empty());

    // when
    GitAccess access = GitAccess.with(Optional.of(credential));

    // then
    assertThat(access.options().toString()).doesNotContain("s3cret");
    assertThat(access.environment().toString()).doesNotContain("s3cret");
    assertThat(access.toString()).doesNotContain("s3cret");
    assertThat(access.withoutSecrets("a s3cret, twice s3cret")).isEqualTo("a ***, twice ***");
  }

  private One token(String host) {
    return new One(
        Optional.of(host), Optional.of(token), "git", Optional.empty(), Optional.empty());
  }

  private One key(String host) {
    return new One(Optional.of(host), Optional.empty(), "git", Optional.empty(), Optional.of(key));
  }
}
