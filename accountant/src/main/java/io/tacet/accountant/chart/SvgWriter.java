package io.tacet.accountant.chart;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Draws charts as SVG, to stand in a page as they are. Pure. */
public final class SvgWriter {

  private SvgWriter() {}

  /** The chart as an element. */
  public static String svg(Chart chart) {
    if (chart instanceof Chart.Donut donut) {
      return donut(donut);
    }
    if (chart instanceof Chart.Bars bars) {
      return bars(bars);
    }
    return line((Chart.Line) chart);
  }

  private static String donut(Chart.Donut donut) {
    StringBuilder svg = begin(220, 220, donut.title());
    List<Chart.Slice> slices = Look.few(donut.slices());
    BigDecimal sum =
        slices.stream().map(Chart.Slice::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      svg.append("<circle cx=\"110\" cy=\"110\" r=\"75\" class=\"empty\"/>")
          .append("<text x=\"110\" y=\"114\" text-anchor=\"middle\">no usage</text>");
      return end(svg);
    }
    double at = 0;
    for (int i = 0; i < slices.size(); i++) {
      double part = Look.ratio(slices.get(i).value(), sum);
      if (part > 0) {
        svg.append(arc(at, part, Look.colour(i, slices)))
            .append(title(slices.get(i)))
            .append("</path>");
      }
      at += part;
    }
    return end(svg);
  }

  /** A whole ring has no begin and no end: it stops short of where it began. */
  private static String arc(double at, double part, String colour) {
    double end = at + Math.min(part, 0.99999);
    return String.format(
        Locale.ROOT,
        "<path fill=\"%s\" stroke=\"#fff\" stroke-width=\"1\" d=\"M%s A100 100 0 %d 1 %s L%s A55 55 0 %d 0 %s Z\">",
        colour,
        onRing(at, 100),
        part > 0.5 ? 1 : 0,
        onRing(end, 100),
        onRing(end, 55),
        part > 0.5 ? 1 : 0,
        onRing(at, 55));
  }

  private static String onRing(double turn, double radius) {
    double angle = 2 * Math.PI * turn;
    return number(110 + radius * Math.sin(angle)) + " " + number(110 - radius * Math.cos(angle));
  }

  private static String bars(Chart.Bars bars) {
    List<Chart.Slice> slices = Look.few(bars.bars());
    int height = Math.max(1, slices.size()) * 26 + 6;
    StringBuilder svg = begin(400, height, bars.title());
    BigDecimal most =
        slices.stream().map(Chart.Slice::value).reduce(BigDecimal.ZERO, BigDecimal::max);
    for (int i = 0; i < slices.size(); i++) {
      Chart.Slice slice = slices.get(i);
      int y = 4 + i * 26;
      double width = most.signum() == 0 ? 0 : 180 * Look.ratio(slice.value(), most);
      svg.append("<text x=\"116\" y=\"")
          .append(y + 14)
          .append("\" text-anchor=\"end\">")
          .append(Markup.escape(Look.shortened(slice.label())))
          .append("</text>")
          .append("<rect x=\"122\" y=\"")
          .append(y)
          .append("\" height=\"19\" width=\"")
          .append(number(width))
          .append("\" fill=\"")
          .append(Look.colour(i, slices))
          .append("\">")
          .append(title(slice))
          .append("</rect><text x=\"")
          .append(number(128 + width))
          .append("\" y=\"")
          .append(y + 14)
          .append("\">")
          .append(Markup.escape(slice.shown()))
          .append("</text>");
    }
    return end(svg);
  }

  private static String line(Chart.Line line) {
    StringBuilder svg = begin(560, 210, line.title());
    int step = Look.step(line.points());
    double scale = Look.scale(line.points());
    for (int mark = 0; mark <= scale; mark += step) {
      double y = level(mark, scale);
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<line x1=\"45\" x2=\"550\" y1=\"%1$s\" y2=\"%1$s\" class=\"%2$s\"/>",
                  number(y),
                  mark == 100 ? "full" : "grid"))
          .append("<text x=\"40\" y=\"")
          .append(number(y + 4))
          .append("\" text-anchor=\"end\">")
          .append(mark)
          .append(" %</text>");
    }
    if (!line.points().isEmpty()) {
      curve(svg, line.points(), scale);
    }
    if (!line.ticks().isEmpty()) {
      svg.append("<text x=\"45\" y=\"204\">")
          .append(Markup.escape(line.ticks().get(0)))
          .append("</text><text x=\"550\" y=\"204\" text-anchor=\"end\">")
          .append(Markup.escape(line.ticks().get(line.ticks().size() - 1)))
          .append("</text>");
    }
    return end(svg);
  }

  private static void curve(StringBuilder svg, List<Chart.Point> points, double scale) {
    Instant from = points.get(0).from();
    double length = seconds(from, points.get(points.size() - 1).until());
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (Chart.Point point : points) {
      BigDecimal percent = point.percent();
      if (percent == null) {
        drawing = false;
        continue;
      }
      double y = level(percent.doubleValue(), scale);
      path.append(drawing ? " L" : " M")
          .append(number(45 + 505 * seconds(from, point.from()) / length))
          .append(' ')
          .append(number(y))
          .append(" L")
          .append(number(45 + 505 * seconds(from, point.until()) / length))
          .append(' ')
          .append(number(y));
      drawing = true;
    }
    if (path.length() > 0) {
      svg.append("<path class=\"curve\" d=\"").append(path.substring(1)).append("\"/>");
    }
  }

  private static double seconds(Instant from, Instant until) {
    return Math.max(1e-6, Duration.between(from, until).toNanos() / 1e9);
  }

  private static double level(double percent, double scale) {
    return 180 - 168 * percent / scale;
  }

  private static String title(Chart.Slice slice) {
    return "<title>"
        + Markup.escape(
            slice.shown().isEmpty() ? slice.label() : slice.label() + ": " + slice.shown())
        + "</title>";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static StringBuilder begin(int width, int height, String title) {
    return new StringBuilder()
        .append("<svg role=\"img\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" aria-label=\"")
        .append(Markup.escape(title))
        .append("\">");
  }

  private static String end(StringBuilder svg) {
    return svg.append("</svg>").toString();
  }
}
