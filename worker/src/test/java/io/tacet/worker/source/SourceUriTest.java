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

  @Test
  void a_password_is_refused_and_not_repeated() {
    assertThatThrownBy(() -> SourceUri.of("https://ada:s3cret@example.org/bench.git", false))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("must hold no password")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_file_is_taken_where_that_is_allowed() throws SourceException {
    assertThat(SourceUri.of("file:///srv/bench", true).text()).isEqualTo("file:///srv/bench");
    assertThatThrownBy(() -> SourceUri.of("file://host/srv/bench", true))
        .isInstanceOf(SourceException.class);
  }
}
