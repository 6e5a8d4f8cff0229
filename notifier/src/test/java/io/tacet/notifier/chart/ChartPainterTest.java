package io.tacet.notifier.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tacet.notifier.mail.Png;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartPainterTest {

  private final ChartPainter painter = new ChartPainter(new SimpleMeterRegistry());

  @Test
  void theLongerBarIsLonger() throws Exception {
    // given
    BarChart chart =
        new BarChart(
            "Duration",
            "CPU time",
            List.of(
                new BarChart.Bar("IDLE", "5 s", 5, 0, 0),
                new BarChart.Bar("RUNTIME of a long name " + "x".repeat(100), "10 s", 10, 0, 8)));
    // when
    Optional<Png> png = painter.paint(chart);
    // then
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.orElseThrow().bytes()));
    assertThat(image.getWidth()).isEqualTo(720);
    long idle = blue(image, 2 * (30 + 25));
    long runtime = blue(image, 2 * (30 + 42 + 25));
    assertThat(runtime).isEqualTo(2 * 336);
    assertThat(idle).isEqualTo(336);
    assertThat(image.getRGB(0, 0) >>> 24).as("round corner").isZero();
  }

  @Test
  void oneBarHasNothingToCompareWith() {
    assertThat(
            painter.paint(
                new BarChart("a", "b", List.of(new BarChart.Bar("RUNTIME", "5 s", 5, 0, 0)))))
        .isEmpty();
  }

  private static long blue(BufferedImage image, int y) {
    long blue = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      if ((image.getRGB(x, y) & 0xFFFFFF) == 0x3B6FB6) {
        blue++;
      }
    }
    return blue;
  }
}
