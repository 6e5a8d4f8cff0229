package io.tacet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFaultTest {

  @ParameterizedTest
  @CsvSource({
    "22021, true",
    "23505, true",
    "08006, false",
    "40001, false",
    "53300, false",
    "57P01, false",
    "42P01, false",
    ",      false",
  })
  void theRecordIsAtFaultWhenThePostgresSaysSo(@Nullable String state, boolean atFault) {
    assertThat(RecordFault.is(new SQLException("no", state))).isEqualTo(atFault);
  }

  @Test
  void theRecordIsAtFaultWhenOurOwnCodeFindsItImpossible() {
    assertThat(RecordFault.is(new IllegalArgumentException("no"))).isTrue();
    assertThat(RecordFault.is(new TimeoutException("later"))).isFalse();
  }
}
