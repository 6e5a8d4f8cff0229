package io.tacet.scheduler.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accountant's key: in the setting, or in a file that it names. */
class SigningConfigTest {

  private record Given(
      boolean required,
      Optional<String> accountant,
      Optional<Path> accountantFile,
      Duration overlap)
      implements SigningConfig {}

  @TempDir private Path directory;

  private SigningKey own;
  private Path ownFile;

  @BeforeEach
  void ownKey() throws Exception {
    ownFile = directory.resolve("scheduler.key");
    own = SigningKey.create(ownFile);
  }

  @Test
  void theAccountantsKeyIsReadFromAFileAsFromTheSetting() throws Exception {
    // given
    String half = own.publicHalf().pem();
    Path file = Files.writeString(directory.resolve("accountant.pub"), half);

    // when
    SigningConfig inFile = given(null, file);
    SigningConfig inText = given(half, null);

    // then
    assertThat(SigningConfig.accountantsKey(inFile)).contains(own.publicHalf());
    assertThat(SigningConfig.accountantsKey(inText)).contains(own.publicHalf());
    assertThat(SigningConfig.problems(inFile, () -> Optional.of(ownFile))).isEmpty();
  }

  @Test
  void whatCannotBeIsSaidAtStart() throws Exception {
    // given
    Path missing = directory.resolve("missing.pub");

    // then
    assertThat(SigningConfig.problems(given(null, missing), Optional::empty))
        .containsExactly(
            "tacet.signature.accountant-file: can't read " + missing,
            "the accountant's key is set, but not tacet.signature.key-file: the scheduler signs,"
                + " too, or nobody does");
    assertThat(
            SigningConfig.problems(
                given(own.publicHalf().base64(), ownFile), () -> Optional.of(ownFile)))
        .anyMatch(problem -> problem.contains("are both set"))
        .anyMatch(problem -> problem.startsWith("tacet.signature.accountant-file is a private"));
    assertThatThrownBy(() -> SigningConfig.accountantsKey(given("nonsense", null)))
        .hasMessageStartingWith("tacet.signature.accountant is not");
  }

  private static Given given(@Nullable String text, @Nullable Path file) {
    return new Given(
        false, Optional.ofNullable(text), Optional.ofNullable(file), Duration.ofHours(24));
  }
}
