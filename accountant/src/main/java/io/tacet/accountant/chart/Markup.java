package io.tacet.accountant.chart;

/** Text made safe between tags and in attributes of HTML and SVG. */
public final class Markup {

  private Markup() {}

  /** Escaped; control characters, which XML does not allow, become spaces. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                  boolean allowed =
                      (point >= 0x20 && point != 0x7f && point < 0xd800)
                          || (point >= 0xe000 && point < 0xfffe)
                          || point >= 0x10000;
                  escaped.appendCodePoint(allowed ? point : ' ');
                }
              }
            });
    return escaped.toString();
  }
}
