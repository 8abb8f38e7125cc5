package dev.trammel.controller.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A page with plots that people look at: one HTML file that needs nothing else. A builder; not
 * thread-safe.
 */
public final class Report {

  /** Facts of more characters than these are set smaller. */
  private static final int LONG = 14;

  private final String title;
  private final String subtitle;
  private final List<Consumer<StringBuilder>> parts = new ArrayList<>();
  private final List<String> sections = new ArrayList<>();
  private @Nullable Scene scene;

  public Report(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /** Begins a section; what follows belongs to it. */
  public Report section(String heading) {
    sections.add(heading);
    String id = "s" + sections.size();
    parts.add(out -> out.append("<h2 id=\"")
        .append(id)
        .append("\">")
        .append(Html.escape(heading))
        .append("</h2>\n"));
    return this;
  }

  /** Begins a part of a section. */
  public Report subsection(String heading) {
    parts.add(out -> out.append("<h3>").append(Html.escape(heading)).append("</h3>\n"));
    return this;
  }

  /** A paragraph. */
  public Report text(String text) {
    parts.add(out -> out.append("<p>").append(Html.escape(text)).append("</p>\n"));
    return this;
  }

  /** Cards, side by side. */
  public Report facts(List<Fact> facts) {
    List<Fact> kept = List.copyOf(facts);
    parts.add(out -> {
      out.append("<dl class=\"facts\">");
      kept.forEach(fact -> card(fact, out));
      out.append("</dl>\n");
    });
    return this;
  }

  /** Plots, side by side as the width allows. */
  public Report plots(List<? extends Figure> plots) {
    List<Figure> kept = List.copyOf(plots);
    parts.add(out -> {
      boolean small = !kept.isEmpty() && kept.stream().allMatch(Figure::isSmall);
      out.append(small ? "<div class=\"plots small\">\n" : "<div class=\"plots\">\n");
      kept.forEach(plot -> plot.render(out));
      out.append("</div>\n");
    });
    return this;
  }

  /** A motion beside plots over its time; at most one on a page, which it makes wide. */
  public Report stage(Scene shown, List<Plot> plots) {
    if (scene != null) {
      throw new IllegalStateException("a page has one stage at most");
    }
    scene = shown;
    List<Plot> kept = List.copyOf(plots);
    parts.add(out -> {
      out.append("<div class=\"stage\" data-autoplay=\"true\">\n");
      shown.render(out);
      out.append("<div class=\"plots\">\n");
      kept.forEach(plot -> plot.render(out));
      out.append("</div></div>\n");
    });
    return this;
  }

  public Report table(Table table) {
    parts.add(table::render);
    return this;
  }

  /** Content that may be folded away. */
  public Report folded(String summary, boolean open, Consumer<Report> content) {
    parts.add(out -> out.append(open ? "<details class=\"part\" open>" : "<details class=\"part\">")
        .append("<summary>")
        .append(Html.escape(summary))
        .append("</summary>\n"));
    content.accept(this);
    parts.add(out -> out.append("</details>\n"));
    return this;
  }

  /** Text that is folded away until somebody asks, each line as it stands. */
  public Report details(String summary, String text) {
    parts.add(out -> out.append("<details><summary>")
        .append(Html.escape(summary))
        .append("</summary><pre>")
        .append(Html.escape(text))
        .append("</pre></details>\n"));
    return this;
  }

  /** The page. */
  public String html() {
    StringBuilder out = new StringBuilder(1 << 16);
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .append(Html.escape(title))
        .append("</title>\n<style>\n")
        .append(Html.resource("report.css"))
        .append(scene == null ? "" : Html.resource("replay.css"))
        .append("</style></head>\n<body><main")
        .append(scene == null ? "" : " class=\"wide\"")
        .append(">\n<header><h1>")
        .append(Html.escape(title))
        .append("</h1><p>")
        .append(Html.escape(subtitle))
        .append("</p>");
    contents(out);
    out.append("</header>\n");
    parts.forEach(part -> part.accept(out));
    out.append("</main>\n<div id=\"tip\" hidden></div>\n<script>\n")
        .append(Html.resource("report.js"))
        .append("</script>\n");
    if (scene != null) {
      scene.scripts(out);
    }
    out.append("</body></html>\n");
    return out.toString();
  }

  private void contents(StringBuilder out) {
    out.append("<nav>");
    for (int i = 0; i < sections.size(); i++) {
      out.append("<a href=\"#s").append(i + 1).append("\">");
      out.append(Html.escape(sections.get(i))).append("</a> ");
    }
    out.append("</nav>");
  }

  private static void card(Fact fact, StringBuilder out) {
    out.append("<div class=\"").append(fact.tone().name().toLowerCase(java.util.Locale.ROOT));
    out.append("\"><dt>").append(Html.escape(fact.label())).append("</dt>");
    out.append(fact.value().length() > LONG ? "<dd class=\"long\">" : "<dd>");
    out.append(Html.escape(fact.value()));
    if (!fact.note().isEmpty()) {
      out.append("<small>").append(Html.escape(fact.note())).append("</small>");
    }
    out.append("</dd></div>");
  }
}
