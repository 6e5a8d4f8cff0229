package io.tacet.accountant.report;

import static io.tacet.accountant.report.SmallSite.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.chart.PngWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The page and its charts: they need nothing else and let nothing in. */
class ReportPageTest {

  @Test
  void thePageNeedsNothingElseAndLetsNothingIn() {
    // when
    String html = HtmlReport.write(report());
    // then
    assertThat(html)
        .doesNotContain("<script", "<link", "<img", "<iframe", "@import", "url(", "src=", "href=")
        .doesNotContainPattern("\\bon[a-z]+=")
        .doesNotContainPattern("https?://")
        .doesNotContain("<b>Eve</b>")
        .contains("&lt;b&gt;Eve&lt;/b&gt; &amp; Co");
    Terms.ALL.forEach(term -> assertThat(html).contains(term.name()));
  }

  @Test
  void everyPictureIsWellFormedAndHasATitleAndATableBeside() throws Exception {
    // when
    String html = HtmlReport.write(report());
    // then
    Matcher pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    int count = 0;
    while (pictures.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(pictures.group())));
      assertThat(pictures.group()).contains("aria-label=\"").doesNotContain("NaN", "Infinity");
      count++;
    }
    assertThat(count).isEqualTo(6);
    assertThat(html.split("<table>", -1)).hasSize(1 + 2 * 4);
  }

  @Test
  void theChartsAreDrawnForMailToo() throws Exception {
    // given
    Report.Column column = report().periods().get(0);
    // when
    BufferedImage donut = picture("donut", PngWriter.png(Charts.donut(column)));
    BufferedImage bars = picture("bars", PngWriter.png(Charts.bars(column)));
    BufferedImage line = picture("line", PngWriter.png(Charts.line(column)));
    // then: Ada, who has most, is blue from twelve o'clock on; the hole is white
    assertThat(donut.getRGB(380, 220) & 0xffffff).isEqualTo(0x0072b2);
    assertThat(donut.getRGB(220, 220) & 0xffffff).isEqualTo(0xffffff);
    assertThat(bars.getRGB(320, 24) & 0xffffff).isEqualTo(0x0072b2);
    assertThat(bars.getRGB(312, 76) & 0xffffff).isEqualTo(0xe69f00);
    assertThat(line.getRGB(600, 24) & 0xffffff).isEqualTo(0xd55e00);
  }

  private static BufferedImage picture(String name, byte[] png) throws Exception {
    Files.createDirectories(Path.of("target", "charts"));
    Files.write(Path.of("target", "charts", name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
