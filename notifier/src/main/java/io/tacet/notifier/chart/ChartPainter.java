package io.tacet.notifier.chart;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.notifier.mail.Png;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jboss.logging.Logger;

/**
 * Draws charts. They bring their own light ground, so that they can be read in a dark mail program,
 * too, and are as narrow as a phone, drawn at twice that size. A Java runtime without fonts can't
 * draw text; then there is no chart, and the mail's tables say the same. Thread-safe.
 */
@ApplicationScoped
public class ChartPainter {

  private static final Logger LOG = Logger.getLogger(ChartPainter.class);

  private static final int SCALE = 2;
  private static final int WIDTH = 360;
  private static final int MARGIN = 12;
  private static final int ROW = 42;
  private static final int LEGEND = 30;
  private static final int MOST_BARS = 12;
  private static final Color GROUND = new Color(0xF5F6F8);
  private static final Color INK = new Color(0x23272E);
  private static final Color FIRST = new Color(0x3B6FB6);
  private static final Color SECOND = new Color(0xE08A2E);
  private static final Color TRACK = new Color(0xE1E4E9);

  private final MeterRegistry metrics;

  ChartPainter(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** The chart; empty when it has nothing to compare, or this Java runtime can't draw. */
  public Optional<Png> paint(BarChart chart) {
    if (chart.bars().size() < 2 || chart.longest() <= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Png(draw(chart)));
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      metrics.counter("tacet.mail.charts.failed").increment();
      LOG.warnf("No chart in this mail, this Java runtime can't draw: %s", e);
      return Optional.empty();
    }
  }

  private static byte[] draw(BarChart chart) throws IOException {
    int rows = Math.min(MOST_BARS, chart.bars().size());
    int height = LEGEND + rows * ROW + MARGIN;
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = image.createGraphics();
    try {
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      canvas.scale(SCALE, SCALE);
      canvas.setColor(GROUND);
      canvas.fill(new RoundRectangle2D.Double(0, 0, WIDTH, height, 12, 12));
      canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
      legend(canvas, chart);
      for (int i = 0; i < rows; i++) {
        bar(
            canvas,
            chart.bars().get(i),
            LEGEND + i * ROW,
            (WIDTH - 2.0 * MARGIN) / chart.longest());
      }
    } finally {
      canvas.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static void legend(Graphics2D canvas, BarChart chart) {
    int x = MARGIN;
    x = entry(canvas, x, FIRST, chart.first());
    entry(canvas, x, SECOND, chart.second());
  }

  private static int entry(Graphics2D canvas, int x, Color color, String words) {
    canvas.setColor(color);
    canvas.fill(new Rectangle2D.Double(x, 11, 10, 10));
    canvas.setColor(INK);
    canvas.drawString(words, x + 15, 21);
    return x + 15 + canvas.getFontMetrics().stringWidth(words) + 18;
  }

  private static void bar(Graphics2D canvas, BarChart.Bar bar, int y, double perUnit) {
    FontMetrics font = canvas.getFontMetrics();
    int textWidth = font.stringWidth(bar.text());
    canvas.setColor(INK);
    canvas.drawString(bar.text(), WIDTH - MARGIN - textWidth, y + 14);
    canvas.drawString(
        fitting(bar.label(), WIDTH - 2 * MARGIN - textWidth - 10, font), MARGIN, y + 14);
    canvas.setColor(TRACK);
    canvas.fill(new Rectangle2D.Double(MARGIN, y + 20, WIDTH - 2.0 * MARGIN, 15));
    canvas.setColor(FIRST);
    canvas.fill(new Rectangle2D.Double(MARGIN, y + 20, bar.value() * perUnit, 10));
    canvas.setColor(SECOND);
    canvas.fill(new Rectangle2D.Double(MARGIN, y + 30, bar.second() * perUnit, 5));
    if (bar.deviation() > 0) {
      whisker(
          canvas,
          MARGIN + Math.max(0, bar.value() - bar.deviation()) * perUnit,
          MARGIN + (bar.value() + bar.deviation()) * perUnit,
          y + 25);
    }
  }

  private static void whisker(Graphics2D canvas, double from, double to, double y) {
    canvas.setColor(INK);
    canvas.setStroke(new BasicStroke(1.2f));
    canvas.draw(new Line2D.Double(from, y, to, y));
    canvas.draw(new Line2D.Double(from, y - 4, from, y + 4));
    canvas.draw(new Line2D.Double(to, y - 4, to, y + 4));
  }

  private static String fitting(String text, int width, FontMetrics font) {
    String fitting = text;
    while (font.stringWidth(fitting) > width && fitting.length() > 2) {
      int end = fitting.offsetByCodePoints(fitting.length(), fitting.endsWith("…") ? -2 : -1);
      fitting = fitting.substring(0, end) + "…";
    }
    return fitting;
  }
}
