package io.tacet.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/bench.git",
        "ssh://git@example.org/bench.git",
        "HTTPS://example.org:8443/a/b"
      })
  void what_names_a_host_is_taken_as_it_is(String uri) throws SourceException {
    assertThat(SourceUri.of(uri, false).text()).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c reboot",
        "http://example.org/bench.git",
        "git://example.org/bench.git",
        "--upload-pack=reboot",
        "-x",
        "/srv/bench",
        "../bench",
        "git@example.org:bench.git",
        "https:///bench.git",
        "https://-oProxyCommand=reboot/x",
        "ssh://-oProxyCommand=reboot/x",
        "file:///srv/bench",
        ""
      })
  void everything_else_is_refused_and_the_field_is_named(String uri) {
    assertThatThrownBy(() -> SourceUri.of(uri, false))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("source.uri: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ada:s3cret@example.org/bench.git",
        "https://s3cret@example.org/bench.git",
        "https://ada%3As3cret@example.org/bench.git",
        "https://:s3cret@example.org/bench.git",
        "https://ada:s3cret@my_host/bench.git",
        "ssh://ada:s3cret@example.org/bench.git",
        "http://ada:s3cret@example.org/bench.git",
        "https://ada:s3cret @example.org/bench.git",
        "https://ada:s3/cr@et s3cret@example.org/bench.git",
        "ada:s3cret@example.org:bench.git",
        "ftp:ada:s3cret@example.org"
      })
  void a_password_or_token_is_refused_and_not_repeated(String uri) {
    assertThatThrownBy(() -> SourceUri.of(uri, true))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("source.uri: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void who_gives_a_password_is_told_where_it_belongs() {
    assertThatThrownBy(() -> SourceUri.of("https://ada:s3cret@example.org/bench.git", false))
        .hasMessage(
            "source.uri: it must hold no user, password or token: the machine has its own"
                + " (tacet.worker.source.credentials)");
  }

  @Test
  void a_file_is_taken_where_that_is_allowed() throws SourceException {
    assertThat(SourceUri.of("file:///srv/bench", true).text()).isEqualTo("file:///srv/bench");
    assertThatThrownBy(() -> SourceUri.of("file://host/srv/bench", true))
        .isInstanceOf(SourceException.class);
  }
}
