package io.tacet.accountant.report;

import static io.tacet.accountant.report.SmallSite.HOUR;
import static io.tacet.accountant.report.SmallSite.ledger;
import static io.tacet.accountant.report.SmallSite.report;
import static io.tacet.accountant.report.SmallSite.request;
import static io.tacet.accountant.report.SmallSite.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.usage.UsageSums.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A report on a small site against the files beside it, whose figures were computed by hand. To
 * write them anew: {@code -Dtacet.golden=write}; then look at the difference.
 */
class ReportFormatsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/report");

  @ParameterizedTest
  @CsvSource({"TEXT, report.txt", "CSV, report.csv", "HTML, report.html", "JSON, report.json"})
  void isWrittenAsInTheFileBeside(Format format, String file) throws Exception {
    // when
    Object body = format.write(report());
    String text = body instanceof String string ? string : json().writeValueAsString(body) + "\n";
    // then
    Path golden = GOLDEN.resolve(file);
    if ("write".equals(System.getProperty("tacet.golden"))) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void aFormulaInANameIsNoFormulaInASpreadsheet() {
    // given
    List<Row> rows = List.of(row("2026-02-01", "=1+1", null, 1, HOUR, HOUR));
    // when
    String csv = CsvReport.write(report(request(By.PI), ledger(), rows, List.of()));
    // then
    assertThat(csv).contains(",'=1+1,'=1+1,").doesNotContain(",=1");
  }

  private static com.fasterxml.jackson.databind.ObjectWriter json() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    return mapper.writerWithDefaultPrettyPrinter();
  }
}
