package io.tacet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void aLineHoldsAWholeObject() {
    // given
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "two\nlines");
    value.put("at", Instant.EPOCH);
    value.put("units", new BigDecimal("0.000000001"));

    // when
    String line = Json.line(value);

    // then
    assertThat(line)
        .isEqualTo(
            "{\"text\":\"two\\nlines\",\"at\":\"1970-01-01T00:00:00Z\",\"units\":0.000000001}");
  }
}
