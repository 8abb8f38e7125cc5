package dev.trammel.controller.report;

/** A drawing in SVG, in its own units. Colours are classes, so that the page's style decides them. */
final class Svg {

  /** As wide as a letter or a digit is set, on average. */
  static final double LETTER = 6.1;

  private final StringBuilder out;

  Svg(StringBuilder out) {
    this.out = out;
  }

  /**
   * Begins it.
   *
   * @param style its class; empty for none
   * @param title for who cannot see it
   */
  void begin(String style, int width, int height, String title) {
    out.append("<svg");
    style(style);
    out.append(" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-label=\"")
        .append(Html.escape(title))
        .append("\">");
  }

  void end() {
    out.append("</svg>");
  }

  /** A straight line. */
  void line(double x1, double y1, double x2, double y2) {
    out.append("<line x1=\"" + number(x1) + "\" y1=\"" + number(y1))
        .append("\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) + "\"/>");
  }

  void text(double x, double baseline, String anchor, String text) {
    text(x, baseline, anchor, "", text);
  }

  /** @param style its class; empty for none */
  void text(double x, double baseline, String anchor, String style, String text) {
    out.append("<text x=\"" + number(x) + "\" y=\"" + number(baseline) + "\"");
    write(anchor, style, text);
  }

  /** From below upwards. */
  void upwards(double x, double y, String anchor, String text) {
    out.append("<text transform=\"translate(" + number(x) + "," + number(y) + ") rotate(-90)\"");
    write(anchor, "", text);
  }

  private void write(String anchor, String style, String text) {
    out.append(" text-anchor=\"" + anchor + "\"");
    style(style);
    out.append(">").append(Html.escape(text)).append("</text>");
  }

  private void style(String style) {
    out.append(style.isEmpty() ? "" : " class=\"" + style + "\"");
  }

  /** To a hundredth. */
  static String number(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
