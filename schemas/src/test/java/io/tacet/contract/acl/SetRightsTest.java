package io.tacet.contract.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetRightsTest {

  @TempDir private Path directory;

  @Test
  void too_few_words_or_files_that_are_not_there_are_a_mistake_of_the_caller() {
    // given
    String absent = directory.resolve("absent.pem").toString();

    // then
    assertThat(SetRights.run(new String[] {"localhost:9093"})).isEqualTo(2);
    assertThat(SetRights.run(new String[] {"localhost:9093", absent, absent, absent})).isEqualTo(2);
  }
}
