package dev.trammel.controller.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands about the drawing of a figure: its title above, and what its colours mean. A builder;
 * not thread-safe.
 */
final class FigureBox {

  private final String style;
  private final String title;
  private final List<String> legend = new ArrayList<>();

  /** @param style classes of the figure, so that the page's style decides how it looks */
  FigureBox(String style, String title) {
    this.style = style;
    this.title = title;
  }

  /**
   * Adds to the legend; nothing where there is nothing to say.
   *
   * @param swatch classes of the mark before it
   */
  void entry(String name, String swatch) {
    if (!name.isEmpty()) {
      legend.add("<li><span class=\"swatch " + swatch + "\"></span>" + Html.escape(name) + "</li>");
    }
  }

  /** The same with a mark that is so opaque. */
  void entry(String name, String swatch, String opacity) {
    entry(name, swatch + "\" style=\"opacity:" + opacity);
  }

  /**
   * Adds the figure to a page.
   *
   * @param drawing nothing where there is none to show
   * @param otherwise what is said then
   */
  void render(StringBuilder out, Optional<Runnable> drawing, String otherwise) {
    out.append("<figure class=\"" + style + "\"><figcaption>")
        .append(Html.escape(title))
        .append("</figcaption><ul class=\"legend\">")
        .append(String.join("", legend))
        .append("</ul>");
    drawing.ifPresentOrElse(
        Runnable::run, () -> out.append("<p class=\"empty\">" + otherwise + "</p>"));
    out.append("</figure>\n");
  }
}
