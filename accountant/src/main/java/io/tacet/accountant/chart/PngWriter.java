package io.tacet.accountant.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws charts as PNG, for mail, which shows no SVG; twice as fine as they are large, for screens
 * that can. Looks as {@link SvgWriter} does. Needs a font on the machine. Pure.
 */
public final class PngWriter {

  private static final int FINE = 2;
  private static final Color GRID = Color.decode("#dddddd");

  private PngWriter() {}

  /** The chart as a picture. */
  public static byte[] png(Chart chart) {
    if (chart instanceof Chart.Donut donut) {
      return picture(220, 220, g -> donut(g, donut));
    }
    if (chart instanceof Chart.Bars bars) {
      List<Chart.Slice> slices = Look.few(bars.bars());
      return picture(460, Math.max(1, slices.size()) * 26 + 6, g -> bars(g, slices));
    }
    Chart.Line line = (Chart.Line) chart;
    return picture(560, 210, g -> line(g, line));
  }

  private static byte[] picture(int width, int height, java.util.function.Consumer<Graphics2D> by) {
    BufferedImage image =
        new BufferedImage(width * FINE, height * FINE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, width * FINE, height * FINE);
      g.scale(FINE, FINE);
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      by.accept(g);
    } finally {
      g.dispose();
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void donut(Graphics2D g, Chart.Donut donut) {
    List<Chart.Slice> slices = Look.few(donut.slices());
    BigDecimal sum =
        slices.stream().map(Chart.Slice::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      g.setColor(GRID);
      g.fill(new Ellipse2D.Double(10, 10, 200, 200));
    }
    double at = 90;
    for (int i = 0; i < slices.size(); i++) {
      double part = 360 * Look.ratio(slices.get(i).value(), sum);
      Arc2D arc = new Arc2D.Double(10, 10, 200, 200, at, -part, Arc2D.PIE);
      g.setColor(Color.decode(Look.colour(i, slices)));
      g.fill(arc);
      if (slices.size() > 1) {
        g.setColor(Color.WHITE);
        g.draw(arc);
      }
      at -= part;
    }
    g.setColor(Color.WHITE);
    g.fill(new Ellipse2D.Double(55, 55, 110, 110));
    if (sum.signum() == 0) {
      g.setColor(Color.BLACK);
      g.drawString("no usage", 110 - g.getFontMetrics().stringWidth("no usage") / 2, 114);
    }
  }

  private static void bars(Graphics2D g, List<Chart.Slice> slices) {
    BigDecimal most =
        slices.stream().map(Chart.Slice::value).reduce(BigDecimal.ZERO, BigDecimal::max);
    for (int i = 0; i < slices.size(); i++) {
      Chart.Slice slice = slices.get(i);
      int y = 4 + i * 26;
      double width = most.signum() == 0 ? 0 : 180 * Look.ratio(slice.value(), most);
      String label = Look.shortened(slice.label());
      g.setColor(Color.BLACK);
      g.drawString(label, 146 - g.getFontMetrics().stringWidth(label), y + 14);
      g.drawString(slice.shown(), (float) (158 + width), y + 14);
      g.setColor(Color.decode(Look.colour(i, slices)));
      g.fill(new Rectangle2D.Double(152, y, width, 19));
    }
  }

  private static void line(Graphics2D g, Chart.Line line) {
    double scale = Look.scale(line.points());
    int step = Look.step(line.points());
    for (int mark = 0; mark <= scale; mark += step) {
      double y = level(mark, scale);
      g.setColor(mark == 100 ? Color.decode("#d55e00") : GRID);
      g.draw(new Line2D.Double(45, y, 550, y));
      g.setColor(Color.BLACK);
      String label = mark + " %";
      g.drawString(label, 40 - g.getFontMetrics().stringWidth(label), (float) y + 4);
    }
    if (!line.ticks().isEmpty()) {
      String last = line.ticks().get(line.ticks().size() - 1);
      g.drawString(line.ticks().get(0), 45, 204);
      g.drawString(last, 550 - g.getFontMetrics().stringWidth(last), 204);
    }
    if (!line.points().isEmpty()) {
      g.setColor(Color.decode("#0072b2"));
      g.setStroke(new BasicStroke(2));
      g.draw(curve(line.points(), scale));
    }
  }

  private static Path2D curve(List<Chart.Point> points, double scale) {
    Chart.Point first = points.get(0);
    Chart.Point last = points.get(points.size() - 1);
    double length = Math.max(1e-6, seconds(first, last.until()));
    Path2D path = new Path2D.Double();
    boolean drawing = false;
    for (Chart.Point point : points) {
      BigDecimal percent = point.percent();
      if (percent != null) {
        double y = level(percent.doubleValue(), scale);
        double x = 45 + 505 * seconds(first, point.from()) / length;
        if (drawing) {
          path.lineTo(x, y);
        } else {
          path.moveTo(x, y);
        }
        path.lineTo(45 + 505 * seconds(first, point.until()) / length, y);
      }
      drawing = percent != null;
    }
    return path;
  }

  private static double seconds(Chart.Point first, java.time.Instant until) {
    return Duration.between(first.from(), until).toNanos() / 1e9;
  }

  private static double level(double percent, double scale) {
    return 180 - 168 * percent / scale;
  }
}
