package io.tacet.contract.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

  @TempDir Path directory;

  @Test
  void aNewKeyIsItsOwnersAloneAndIsReadAgain() throws Exception {
    // given
    Path file = directory.resolve("key.pem");

    // when
    SigningKey made = SigningKey.create(file);

    // then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SigningKey.read(file).publicHalf()).isEqualTo(made.publicHalf());
    assertThat(PublicHalf.parse(made.publicHalf().pem())).isEqualTo(made.publicHalf());
    assertThat(PublicHalf.parse(made.publicHalf().base64())).isEqualTo(made.publicHalf());
  }

  @Test
  void aKeyIsNeverOverwritten() throws Exception {
    // given
    Path file = directory.resolve("key.pem");
    SigningKey made = SigningKey.create(file);

    // when
    assertThatThrownBy(() -> SigningKey.create(file))
        // then
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(SigningKey.read(file).publicHalf()).isEqualTo(made.publicHalf());
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws Exception {
    // given
    Path file = directory.resolve("key.pem");
    SigningKey unused = SigningKey.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    // when
    assertThatThrownBy(() -> SigningKey.read(file))
        // then
        .isInstanceOf(IOException.class)
        .hasMessage(file + " can be read by others (rw-r-----): chmod 600 " + file);
    assertThat(SigningKey.readOfService(file)).isNotNull();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    assertThatThrownBy(() -> SigningKey.readOfService(file)).hasMessageContaining("by others");
  }

  @Test
  void whatIsNoKeyIsSaidWithoutItsContent() throws Exception {
    // given
    Path file = directory.resolve("key.pem");
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    // when
    assertThatThrownBy(() -> SigningKey.read(file))
        // then
        .hasMessage(file + " holds no Ed25519 key");
    assertThatThrownBy(() -> SigningKey.read(directory.resolve("none")))
        .hasMessageContaining("tacet-worker key");
  }

  @Test
  void aPrivateKeyIsNotTakenForAPublicOne() {
    // when
    assertThatThrownBy(
            () -> PublicHalf.parse("-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----"))
        // then
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("give the public half")
        .hasMessageNotContaining("MC4C");
    assertThatThrownBy(() -> PublicHalf.parse("?")).hasMessageStartingWith("is not PEM");
    assertThatThrownBy(() -> PublicHalf.parse("AAAA")).hasMessageStartingWith("is not an Ed25519");
  }
}
