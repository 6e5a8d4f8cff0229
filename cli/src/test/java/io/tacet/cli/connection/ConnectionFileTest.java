package io.tacet.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.cli.failure.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionFileTest {

  private static final ConnectionFile.Entry ENTRY =
      new ConnectionFile.Entry(
          URI.create("http://localhost:8080"), URI.create("http://localhost:8082"), "secret", 42);

  @TempDir private Path directory;

  @Test
  void canBeReadByItsOwnerOnlyEvenWhenItReplacesAnOpenOne() throws IOException {
    // given
    Path path = directory.resolve("connection.json");
    Files.writeString(path, "{}");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));

    // when
    new ConnectionFile(path).write(ENTRY);

    // then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(new ConnectionFile(path).read()).contains(ENTRY);
    assertThat(directory.toFile().list()).containsExactly("connection.json");
  }

  @Test
  void isRemovedOnlyByTheProcessThatWroteIt() {
    // given
    ConnectionFile file = new ConnectionFile(directory.resolve("connection.json"));
    file.write(ENTRY);

    // when
    file.removeIfOf(41);

    // then
    assertThat(file.read()).isPresent();

    // when
    file.removeIfOf(42);

    // then
    assertThat(file.read()).isEmpty();
  }

  @Test
  void saysWhatToDoWhenItIsDamaged() throws IOException {
    // given
    Path path = Files.writeString(directory.resolve("connection.json"), "{\"scheduler\":");

    // when / then
    assertThatThrownBy(() -> new ConnectionFile(path).read())
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.advice()).anyMatch(line -> line.contains("remove")));
  }

  @Test
  void neverShowsTheTokenAsText() {
    // when / then
    assertThat(ENTRY.toString()).doesNotContain("secret");
    assertThat(ENTRY.connection(directory).toString()).doesNotContain("secret");
  }
}
