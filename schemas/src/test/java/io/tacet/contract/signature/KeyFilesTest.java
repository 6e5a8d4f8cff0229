package io.tacet.contract.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.machine.MachineId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

  private static final MachineId M1 = new MachineId("m1");

  @Test
  void a_key_is_made_once_and_is_its_owners_only(@TempDir Path home) throws Exception {
    // given
    Path directory = home.resolve("keys");

    // when
    SigningKey made = new KeyFiles(directory).key(M1);
    SigningKey again = new KeyFiles(directory).key(M1);

    // then
    assertThat(again.publicHalf()).isEqualTo(made.publicHalf());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    Path file = Path.of(new KeyFiles(directory).worker(M1).get("TACET_SIGNATURE_KEY_FILE"));
    assertThat(SigningKey.read(file).publicHalf()).isEqualTo(made.publicHalf());
  }

  @Test
  void everybody_signs_with_another_key_and_believes_no_unsigned_event(@TempDir Path home)
      throws Exception {
    // given
    KeyFiles keys = new KeyFiles(home.resolve("keys"));

    // then
    assertThat(keys.scheduler().get("TACET_SIGNATURE_KEY_FILE"))
        .isNotEqualTo(keys.accountant().get("TACET_SIGNATURE_KEY_FILE"));
    assertThat(keys.key(new MachineId("m2")).publicHalf()).isNotEqualTo(keys.key(M1).publicHalf());
    SigningKey accountant =
        SigningKey.readOfService(Path.of(keys.accountant().get("TACET_SIGNATURE_KEY_FILE")));
    assertThat(
            PublicHalf.parse(
                Objects.requireNonNull(keys.scheduler().get("TACET_SIGNATURE_ACCOUNTANT"))))
        .isEqualTo(accountant.publicHalf());
    assertThat(keys.scheduler()).containsEntry("TACET_SIGNATURE_REQUIRED", "true");
    assertThat(keys.accountant()).containsEntry("TACET_SIGNATURE_REQUIRED", "true");
    assertThat(keys.notifier())
        .containsExactlyEntriesOf(java.util.Map.of("TACET_SIGNATURE_REQUIRED", "true"));
  }
}
