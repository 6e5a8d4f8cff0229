package io.tacet.accountant.report;

import static io.tacet.accountant.chart.Markup.escape;

import io.tacet.accountant.chart.SvgWriter;
import io.tacet.contract.rest.UseSummary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A report as one page that needs nothing else: no script, no style, no picture from elsewhere.
 * Pure.
 */
final class HtmlReport {

  private static final String STYLE =
      """
      :root{color-scheme:light}
      body{font:15px/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:2rem auto;\
      max-width:100rem;padding:0 1rem}
      h1{font-size:1.7rem;margin:0 0 .2rem}h2{font-size:1.25rem;margin:0 0 .5rem}
      h3{font-size:1rem;margin:1.4rem 0 .4rem}
      p{margin:.2rem 0}.made{color:#555}
      .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(45rem,100%),1fr));\
      gap:1.5rem 3rem;margin:1.5rem 0}
      .charts{display:flex;flex-wrap:wrap;gap:1rem;align-items:center}.charts svg:first-child{width:190px;flex:none}
      svg{max-width:100%;height:auto;font:12px system-ui,sans-serif}
      .grid{stroke:#ddd}.full{stroke:#d55e00;stroke-dasharray:5 4}
      .curve{fill:none;stroke:#0072b2;stroke-width:2}.empty{fill:none;stroke:#ddd;stroke-width:45}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.82rem;width:100%}
      th,td{padding:.25rem .3rem;text-align:right;border-bottom:1px solid #ddd;white-space:nowrap}
      th{border-bottom:2px solid #555;vertical-align:bottom;white-space:normal}
      th:first-child,td:first-child,.named :is(th,td):nth-child(2){\
      text-align:left}
      tr.sum td{border-top:2px solid #555;font-weight:600}
      .over{color:#a33d00;font-weight:600}
      .forecast{border-left:4px solid #0072b2;padding:.3rem .8rem;margin:1.2rem 0}
      dt{font-weight:600;margin-top:.5rem}dd{margin:0 0 0 1.2rem}
      summary{cursor:pointer;color:#555;margin:.4rem 0}
      @media print{body{margin:0;max-width:none;font-size:11px}@page{size:A4 landscape;margin:12mm}\
      .columns{display:block}\
      section{break-inside:auto}section+section{break-before:page}table,svg,.forecast{break-inside:avoid}\
      h2,h3{break-after:avoid}details:not([open]){display:none}\
      *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
      """;

  private HtmlReport() {}

  static String write(Report report) {
    StringBuilder html = new StringBuilder(32_000);
    List<String> headings = Headings.lines(report);
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>")
        .append(escape(headings.get(0)))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head>\n<body>\n<h1>")
        .append(escape(headings.get(0)))
        .append("</h1>\n");
    headings.stream()
        .skip(1)
        .forEach(line -> html.append("<p class=\"made\">").append(escape(line)).append("</p>\n"));
    html.append("<div class=\"columns\">\n");
    report.periods().forEach(column -> column(html, report, column));
    html.append("</div>\n<div class=\"forecast\"><p><strong>")
        .append(escape(report.outlook().sentence()))
        .append("</strong></p>");
    if (!report.outlook().assumption().isEmpty()) {
      html.append("<p>").append(escape(report.outlook().assumption())).append("</p>");
    }
    html.append("</div>\n<h2>Terms</h2>\n<dl>\n");
    Terms.of(report)
        .forEach(
            term ->
                html.append("<dt>")
                    .append(escape(term.name()))
                    .append("</dt><dd>")
                    .append(escape(term.meaning()))
                    .append("</dd>\n"));
    return html.append("</dl>\n</body></html>\n").toString();
  }

  private static void column(StringBuilder html, Report report, Report.Column column) {
    html.append("<section>\n<h2>").append(escape(Headings.of(column))).append("</h2>\n");
    Headings.summary(column)
        .forEach(line -> html.append("<p>").append(escape(line)).append("</p>\n"));
    html.append("<h3>Usage by PI</h3>\n<div class=\"charts\">")
        .append(SvgWriter.svg(Charts.donut(column)))
        .append(SvgWriter.svg(Charts.bars(column)))
        .append("</div>\n<h3>Subscription</h3>\n");
    pis(html, report, column);
    if (!report.by().equals("pi")) {
      details(html, report, column);
    }
    List<UseSummary> uses = column.uses();
    if (uses != null) {
      uses(html, uses);
    }
    html.append("<h3>Utilization</h3>\n").append(SvgWriter.svg(Charts.line(column)));
    intervals(html, report, column);
    html.append("</section>\n");
  }

  private static void pis(StringBuilder html, Report report, Report.Column column) {
    begin(html, PiCells.HEADINGS);
    column.pis().forEach(pi -> row(html, PiCells.of(pi), ""));
    row(html, PiCells.idle(column), "");
    row(html, PiCells.total(report, column), " class=\"sum\"");
    html.append("</tbody></table></div>\n");
  }

  private static void details(StringBuilder html, Report report, Report.Column column) {
    String by = report.by().substring(0, 1).toUpperCase(Locale.ROOT) + report.by().substring(1);
    html.append("<h3>By ").append(report.by()).append("</h3>\n");
    begin(html, " named", List.of(by, "PI", "Jobs", "CPU hours", "SU", "Share of usage"));
    PiCells.details(column).forEach(cells -> row(html, cells, ""));
    html.append("</tbody></table></div>\n");
  }

  private static void uses(StringBuilder html, List<UseSummary> uses) {
    html.append("<h3>What bounded the work</h3>\n");
    if (uses.isEmpty()) {
      html.append("<p>No phase of a job was measured.</p>\n");
      return;
    }
    begin(html, UseCells.HEADINGS);
    uses.forEach(one -> row(html, UseCells.of(one), ""));
    html.append("</tbody></table></div>\n");
  }

  private static void intervals(StringBuilder html, Report report, Report.Column column) {
    html.append("<details><summary>The line as a table</summary>");
    begin(html, List.of("From", "Until", "SU", "SU supplied", "Utilization"));
    for (Report.Interval one : column.intervals()) {
      row(
          html,
          List.of(
              Figures.moment(one.from(), report.zone()),
              Figures.moment(one.until(), report.zone()),
              Figures.amount(one.serviceUnits()),
              Figures.amount(one.capacityServiceUnits()),
              Figures.percent(one.utilizationPercent())),
          "");
    }
    html.append("</tbody></table></div></details>\n");
  }

  private static void begin(StringBuilder html, List<String> headings) {
    begin(html, "", headings);
  }

  private static void begin(StringBuilder html, String kind, List<String> headings) {
    html.append("<div class=\"scroll")
        .append(kind)
        .append("\"><table><thead><tr>")
        .append(
            headings.stream()
                .map(one -> "<th scope=\"col\">" + escape(one) + "</th>")
                .collect(Collectors.joining()))
        .append("</tr></thead><tbody>\n");
  }

  private static void row(StringBuilder html, List<String> cells, String attributes) {
    html.append("<tr").append(attributes).append('>');
    for (String cell : cells) {
      html.append(cell.equals("Over") ? "<td class=\"over\">" : "<td>")
          .append(escape(cell))
          .append("</td>");
    }
    html.append("</tr>\n");
  }
}
