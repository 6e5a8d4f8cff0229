package io.tacet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.cli.terminal.Paint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {

  private static final Listing<Row> LISTING =
      new Listing<>(
          List.of(
              Column.text("NAME", "name", Row::name),
              Column.amount(
                  "SIZE", "sizeBytes", row -> Amounts.bytes((double) row.size()), Row::size)));

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @Test
  void alignsTextToTheLeftAndAmountsToTheRight() {
    // given
    List<Row> rows = List.of(new Row("a", 5), new Row("longer", 2048));

    // when
    LISTING.table(rows, out, new Paint(false), "  ");

    // then
    assertThat(text.toString().lines())
        .containsExactly("  NAME       SIZE", "  a           5 B", "  longer  2.0 KiB");
  }

  @Test
  void keepsARowOnOneLineWhateverItsTextHolds() {
    // when
    LISTING.table(List.of(new Row("a\u001b[2J\nb", 1)), out, new Paint(false), "");

    // then
    assertThat(text.toString().lines()).hasSize(2);
    assertThat(text.toString()).doesNotContain("\u001b");
  }

  @Test
  void writesCsvWithRawNumbersAndQuotesWhatNeedsIt() {
    // given
    List<Row> rows = List.of(new Row("say \"hi\", you\nthere", 2048), new Row(null, 1));

    // when
    LISTING.csv(rows, out);

    // then
    assertThat(text.toString())
        .isEqualTo("name,sizeBytes\r\n\"say \"\"hi\"\", you\nthere\",2048\r\n,1\r\n");
  }

  @Test
  void coloursOnlyWhenColoursAreOn() {
    // when
    LISTING.table(List.of(), out, new Paint(true), "");

    // then
    assertThat(text.toString()).startsWith("\u001b[2mNAME");
  }

  private record Row(@org.jspecify.annotations.Nullable String name, long size) {}
}
